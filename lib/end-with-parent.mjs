// startNode loads this first. The channel to the parent closes when the parent ends, also when SIGKILL ends it.
// It is JavaScript, because it also runs in front of JavaScript, without a loader for TypeScript.

// Longer than the API waits for pending requests.
const patienceMs = 12_000;

// A thread of the process has no channel.
if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), patienceMs).unref();
  });
  // The channel alone does not keep the process alive.
  process.channel.unref();
}
