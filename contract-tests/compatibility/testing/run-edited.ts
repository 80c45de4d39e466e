import { createServer, type ServerResponse } from 'node:http';
import { type Edit, editedToy } from '../../../contract/authoring/diff/testing/edit.ts';
import { toyText } from '../../../contract/authoring/diff/testing/toy.ts';
import { parseContract } from '../../../contract/contract.ts';
import { createListener } from '../../../mock/listener.ts';
import { defaultRelease } from '../../../taxonomy/releases/index.ts';
import { listen } from '../../http/listen.ts';
import type { Target } from '../../model.ts';
import { mockAt } from '../../targets/local-targets.ts';
import { type CompatibilityReport, runCompatibility } from '../run-compatibility.ts';

const earlier = parseContract(toyText);

/**
 * The cases of the toy against a mock of the edited toy.
 * @param targetAt what the mock is taken for
 */
export async function runEdited(
  edit: Edit,
  targetAt: (url: string) => Target = mockAt,
  log: (line: string) => void = () => {},
): Promise<CompatibilityReport> {
  const respond = createListener(parseContract(editedToy(edit)), { log });
  const server = createServer((request, response) => {
    if (edit.unsent !== undefined) leaveOut(edit.unsent, response);
    respond(request, response);
  });
  const { url, close } = await listen(server);
  try {
    return await runCompatibility(earlier, targetAt(url), defaultRelease);
  } finally {
    await close();
  }
}

function leaveOut(name: string, response: ServerResponse) {
  const end = response.end.bind(response);
  response.end = ((body?: unknown) => {
    response.removeHeader(name);
    return end(body);
  }) as typeof response.end;
}
