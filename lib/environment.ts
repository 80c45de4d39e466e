// What the system and Node themselves need. NODE_ENV is for what runs in Node, and NODE_EXTRA_CA_CERTS for hosts
// elsewhere: to read them takes each start a tenth of a second. And which road the service takes: not
// meant for a service elsewhere, but for whoever puts one road or the other to the test.
const needed = /^(PATH|HOME|TMPDIR|TEMP|TMP|SYSTEMROOT|NODE_(?!ENV$|EXTRA_CA_CERTS$)\w+|RESPONSE_CACHE)$/i;

/** For a process that is measured or tested: of this shell's variables, none that could be meant for a service. */
export function neutralEnvironment(): Record<string, string> {
  const variables = Object.entries(process.env);
  return Object.fromEntries(
    variables.filter((pair): pair is [string, string] => needed.test(pair[0]) && pair[1] !== undefined),
  );
}
