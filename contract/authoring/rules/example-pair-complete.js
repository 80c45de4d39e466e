// @ts-check
import { isDeepStrictEqual } from 'node:util';
import { follow, members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {import('./follow.js').Location} Location
 * @typedef {{ name: string, value: unknown, location: Location }} Example
 * @typedef {Example & { status: string, type: string }} ResponseExample
 * @typedef {{ label: string, required: boolean, isSelecting: boolean, examples: Example[] }} Input a parameter or the body
 * @typedef {{ message: string, location: Location }} Issue
 */

/**
 * Examples of one name are a scenario: those of the inputs, and those of one response, one for each of its media types.
 * Without its partner, an example is never tested. If two scenarios have the same inputs, the mock cannot choose between
 * them.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const examplePairComplete = () => ({
  PathItem(node, ctx) {
    const item = { node, location: ctx.location };
    const operations = methods.flatMap((method) =>
      node[method] === undefined ? [] : [{ node: node[method], location: ctx.location.child(method) }],
    );
    const checked = operations.map((operation) => checkOperation(ctx, item, operation));
    const names = checked.flatMap(({ names }) => names);
    // A parameter of the path has the examples of several operations.
    const unused = withoutResponse(parametersOf(ctx, item), names);
    for (const issue of [...checked.flatMap(({ issues }) => issues), ...unused]) ctx.report(issue);
  },
});

const methods = /** @type {const} */ (['get', 'put', 'post', 'patch', 'delete']);

/** @type {(ctx: Context, item: Part, operation: Part) => { issues: Issue[], names: string[] }} */
function checkOperation(ctx, item, operation) {
  const own = inputsOf(ctx, operation);
  const shared = parametersOf(ctx, item).filter((one) => !own.some(({ label }) => label === one.label));
  const inputs = [...own, ...shared];
  const shown = responseExamples(ctx, operation);
  const responses = [...shown, ...withoutContent(ctx, operation, inputs, shown)];
  const names = responses.map(({ name }) => name);
  const issues = [
    ...withoutScenario(responses, operation.location),
    ...withoutResponse(own, names),
    ...withTwoResponses(responses),
    ...withoutInput(inputs, responses),
    ...withSameInputs(inputs, responses),
  ];
  return { issues, names };
}

// As in contract/http-headers.ts.
const notSelecting =
  /^(?:if-match|if-none-match|if-modified-since|if-unmodified-since|if-range|idempotency-key|x-request-id)$/i;

/** @type {(ctx: Context, holder: Part) => Input[]} */
function parametersOf(ctx, holder) {
  return members(ctx, holder, 'parameters').map(([, parameter]) => ({
    label: `parameter ${parameter.node.name}`,
    required: parameter.node.required === true,
    isSelecting: parameter.node.in !== 'header' || !notSelecting.test(parameter.node.name),
    examples: namedExamples(ctx, parameter),
  }));
}

/** @type {(ctx: Context, operation: Part) => Input[]} */
function inputsOf(ctx, operation) {
  const parameters = parametersOf(ctx, operation);
  const body = follow(ctx, {
    node: operation.node.requestBody,
    location: operation.location.child('requestBody'),
  });
  if (!body?.node) return parameters;
  const bodyExamples = members(ctx, body, 'content').flatMap(([, media]) => namedExamples(ctx, media));
  const required = body.node.required === true;
  return [...parameters, { label: 'body', required, isSelecting: true, examples: bodyExamples }];
}

/** @type {(ctx: Context, operation: Part) => ResponseExample[]} */
function responseExamples(ctx, operation) {
  return members(ctx, operation, 'responses').flatMap(([status, response]) =>
    members(ctx, response, 'content').flatMap(([type, media]) =>
      namedExamples(ctx, media).map((example) => ({ ...example, status, type })),
    ),
  );
}

/**
 * A success without content has no example. It is the response to the inputs whose name no other response has.
 * @type {(ctx: Context, operation: Part, inputs: Input[], shown: ResponseExample[]) => ResponseExample[]}
 */
function withoutContent(ctx, operation, inputs, shown) {
  const success = members(ctx, operation, 'responses').find(
    ([status, { node }]) => /^2\d\d$/.test(status) && node.content === undefined,
  );
  if (!success) return [];
  const given = inputs.flatMap(({ examples }) => examples.map(({ name }) => name));
  const needsNone = inputs.every(({ required }) => !required);
  const names = given.length === 0 && needsNone ? ['no content'] : new Set(given);
  const location = operation.location.child(['responses', success[0]]).key();
  return [...names]
    .filter((name) => !shown.some((example) => example.name === name))
    .map((name) => ({ name, value: undefined, status: success[0], type: '', location }));
}

/** @type {(ctx: Context, part: Part) => Example[]} */
function namedExamples(ctx, part) {
  return members(ctx, part, 'examples').map(([name, example]) => ({
    name,
    value: example.node.value,
    location: part.location.child(['examples', name]).key(),
  }));
}

/** @type {(input: Input, name: string) => unknown} */
const valueIn = (input, name) => input.examples.find((example) => example.name === name)?.value;

/** @type {(responses: Example[], location: Location) => Issue[]} */
function withoutScenario(responses, location) {
  if (responses.length > 0) return [];
  const message =
    'The operation has no scenario. Add a named example to one of its responses, or to its inputs where a success has no content.';
  return [{ message, location: location.child('responses').key() }];
}

/** @type {(inputs: Input[], names: string[]) => Issue[]} */
function withoutResponse(inputs, names) {
  return inputs.flatMap(({ label, examples }) =>
    examples
      .filter(({ name }) => !names.includes(name))
      .map(({ name, location }) => ({
        message: `Example ${name} of ${label} has no response. Add examples.${name} to the response that it gets.`,
        location,
      })),
  );
}

/** @type {(responses: ResponseExample[]) => Issue[]} */
function withTwoResponses(responses) {
  return responses
    .filter(({ name, status, type }, index) =>
      responses
        .slice(0, index)
        .some((earlier) => earlier.name === name && (earlier.status !== status || earlier.type === type)),
    )
    .map(({ name, location }) => ({
      message: `Scenario ${name} has two responses. Remove one, or rename this one and its inputs.`,
      location,
    }));
}

/** @type {(inputs: Input[], responses: Example[]) => Issue[]} */
function withoutInput(inputs, responses) {
  return responses.flatMap(({ name, location }) =>
    inputs
      .filter((input) => input.required && valueIn(input, name) === undefined)
      .map(({ label }) => ({
        message: `Scenario ${name} has no ${label}, which is required. Add examples.${name} there.`,
        location,
      })),
  );
}

/** @type {(inputs: Input[], responses: Example[]) => Issue[]} */
function withSameInputs(inputs, responses) {
  const required = inputs.filter((input) => input.required);
  const complete = responses.filter(({ name }) =>
    required.every((input) => valueIn(input, name) !== undefined),
  );
  const requests = complete.map(({ name }) => inputs.map((input) => valueIn(input, name)));
  return complete.flatMap(({ name, location }, index) => {
    const first = complete[requests.findIndex((request) => isSame(request, requests[index] ?? []))];
    if (first === undefined || first.name === name) return [];
    return [
      {
        message: `Scenario ${name} has the same inputs as ${first.name}. Give it others; conditions do not count.`,
        location,
      },
    ];
  });

  /** @type {(one: unknown[], other: unknown[]) => boolean} */
  function isSame(one, other) {
    return inputs.every(
      ({ isSelecting }, index) =>
        isDeepStrictEqual(one[index], other[index]) ||
        // Absent, it matches any value.
        (!isSelecting && (one[index] === undefined || other[index] === undefined)),
    );
  }
}
