// @ts-check
import { isDeepStrictEqual } from 'node:util';
import { follow, members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {import('./follow.js').Location} Location
 * @typedef {{ name: string, value: unknown, location: Location }} Example
 * @typedef {{ label: string, required: boolean, inHeader: boolean, examples: Example[] }} Input a parameter or the body
 * @typedef {{ message: string, location: Location }} Issue
 */

/**
 * Examples of one name are a scenario: those of the inputs, and exactly one of a response. Without its partner, an
 * example is never tested. If two scenarios have the same inputs, headers apart, the mock cannot choose between them.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const examplePairComplete = () => ({
  Operation(node, ctx) {
    const operation = { node, location: ctx.location };
    const inputs = inputsOf(ctx, operation);
    const responses = responseExamples(ctx, operation);
    const issues = [
      ...withoutScenario(responses, ctx.location),
      ...withoutResponse(inputs, responses),
      ...withTwoResponses(responses),
      ...withoutInput(inputs, responses),
      ...withSameInputs(inputs, responses),
    ];
    for (const issue of issues) ctx.report(issue);
  },
});

/** @type {(ctx: Context, operation: Part) => Input[]} */
function inputsOf(ctx, operation) {
  const parameters = members(ctx, operation, 'parameters').map(([, parameter]) => ({
    label: `parameter ${parameter.node.name}`,
    required: parameter.node.required === true,
    inHeader: parameter.node.in === 'header',
    examples: namedExamples(ctx, parameter),
  }));
  const body = follow(ctx, {
    node: operation.node.requestBody,
    location: operation.location.child('requestBody'),
  });
  if (!body?.node) return parameters;
  const bodyExamples = members(ctx, body, 'content').flatMap(([, media]) => namedExamples(ctx, media));
  const required = body.node.required === true;
  return [...parameters, { label: 'body', required, inHeader: false, examples: bodyExamples }];
}

/** @type {(ctx: Context, operation: Part) => Example[]} */
function responseExamples(ctx, operation) {
  return members(ctx, operation, 'responses').flatMap(([, response]) =>
    members(ctx, response, 'content').flatMap(([, media]) => namedExamples(ctx, media)),
  );
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
  const message = 'The operation has no scenario. Add a named example to one of its responses.';
  return [{ message, location: location.child('responses').key() }];
}

/** @type {(inputs: Input[], responses: Example[]) => Issue[]} */
function withoutResponse(inputs, responses) {
  return inputs.flatMap(({ label, examples }) =>
    examples
      .filter(({ name }) => !responses.some((response) => response.name === name))
      .map(({ name, location }) => ({
        message: `Example ${name} of ${label} has no response. Add examples.${name} to the response that it gets.`,
        location,
      })),
  );
}

/** @type {(responses: Example[]) => Issue[]} */
function withTwoResponses(responses) {
  return responses
    .filter(({ name }, index) => responses.findIndex((response) => response.name === name) < index)
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
  // The mock chooses by path, query and body only.
  const visible = inputs.filter((input) => !input.inHeader);
  const requests = complete.map(({ name }) => visible.map((input) => valueIn(input, name)));
  return complete.flatMap(({ name, location }, index) => {
    const first = complete[requests.findIndex((request) => isDeepStrictEqual(request, requests[index]))];
    if (first === undefined || first.name === name) return [];
    return [
      {
        message: `Scenario ${name} has the same inputs as ${first.name}. Give it others; headers do not count.`,
        location,
      },
    ];
  });
}
