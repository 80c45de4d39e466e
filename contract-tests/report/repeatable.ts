import { curlOf } from '../http/curl.ts';
import { type PlannedRequest, payload } from '../http/planned-request.ts';
import type { Target } from '../model.ts';

// A longer one is no help in a report.
const longestCommand = 2000;

/**
 * The command in one line, for a report that others may read: it has no secrets of the target. Undefined when it would
 * be long, and for a target that we started, which has ended when the report is read.
 */
export function repeatable(target: Target, request: PlannedRequest): string | undefined {
  if (target.overrideFor || payload(request).length > longestCommand) return undefined;
  const { token, secrets } = target.credentials ?? {};
  const hidden = [token, ...(secrets?.values() ?? [])].filter((secret) => secret !== undefined);
  const forms = hidden.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ]);
  const command = curlOf(target.url, request).replaceAll(/ \\\n +/g, ' ');
  const shown = forms.reduce((text, form) => text.replaceAll(form, '$SECRET'), command);
  return shown.length > longestCommand ? undefined : shown;
}
