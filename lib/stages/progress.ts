import cliTruncate from 'cli-truncate';
import pc from 'picocolors';

const refreshMs = 250;
const clearLine = '\r\u001b[K';

export interface Progress {
  /** @param detail tells the last line that the stage printed */
  start(name: string, detail: () => string): void;
  stop(name: string): void;
}

/**
 * One line on a terminal that shows how long each running stage has taken, and the last line of the newest one.
 * Without a terminal nothing is shown.
 */
export function createProgress(terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>): Progress {
  const running = new Map<string, { startedAt: number; detail: () => string }>();
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    const stages = [...running].map(([name, { startedAt }]) => {
      return `${name} ${Math.floor((performance.now() - startedAt) / 1000)} s`;
    });
    const [newest] = [...running.values()].slice(-1);
    const line = ['…', stages.join(', '), pc.dim(newest?.detail() ?? '')].join(' ');
    terminal.write(clearLine + cliTruncate(line, (terminal.columns || 80) - 1));
  };
  return {
    start(name, detail) {
      running.set(name, { startedAt: performance.now(), detail });
      if (!terminal.isTTY) return;
      draw();
      timer ??= setInterval(draw, refreshMs);
    },
    stop(name) {
      running.delete(name);
      if (!terminal.isTTY) return;
      terminal.write(clearLine);
      if (running.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
