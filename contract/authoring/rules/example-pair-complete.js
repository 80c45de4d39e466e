// @ts-check
import { isDeepStrictEqual } from 'node:util';
import { follow, members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Place} Place
 * @typedef {import('./follow.js').Location} Location
 * @typedef {{ name: string, value: unknown, location: Location }} Example
 * @typedef {{ label: string, required: boolean, examples: Example[] }} Input a part of a request
 * @typedef {{ message: string, location: Location }} Fault
 */

/**
 * Examples are scenarios: the examples of one name on the inputs of an operation belong to the one
 * example of that name on its responses. A name without its partner is no scenario, so nothing would
 * run it; two scenarios with the same inputs cannot both be answered.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const examplePairComplete = () => ({
  Operation(operation, ctx) {
    const here = { node: operation, location: ctx.location };
    const inputs = inputsOf(ctx, here);
    const answers = answersOf(ctx, here);
    const faults = [
      ...withoutScenario(answers, ctx.location),
      ...unanswered(inputs, answers),
      ...answeredTwice(answers),
      ...withoutInput(inputs, answers),
      ...sameInputs(inputs, answers),
    ];
    for (const fault of faults) ctx.report(fault);
  },
});

/** @type {(ctx: Context, operation: Place) => Input[]} */
function inputsOf(ctx, operation) {
  const parameters = members(ctx, operation, 'parameters').map(([, parameter]) => ({
    label: `parameter ${parameter.node.name}`,
    required: parameter.node.required === true,
    examples: namedExamples(ctx, parameter),
  }));
  const body = follow(ctx, {
    node: operation.node.requestBody,
    location: operation.location.child('requestBody'),
  });
  if (!body?.node) return parameters;
  const bodyExamples = members(ctx, body, 'content').flatMap(([, media]) => namedExamples(ctx, media));
  return [...parameters, { label: 'body', required: body.node.required === true, examples: bodyExamples }];
}

/** @type {(ctx: Context, operation: Place) => Example[]} */
function answersOf(ctx, operation) {
  return members(ctx, operation, 'responses').flatMap(([, response]) =>
    members(ctx, response, 'content').flatMap(([, media]) => namedExamples(ctx, media)),
  );
}

/** @type {(ctx: Context, place: Place) => Example[]} */
function namedExamples(ctx, place) {
  return members(ctx, place, 'examples').map(([name, example]) => ({
    name,
    value: example.node.value,
    location: place.location.child(['examples', name]).key(),
  }));
}

/** @type {(input: Input, name: string) => unknown} */
const valueIn = (input, name) => input.examples.find((example) => example.name === name)?.value;

/** @type {(answers: Example[], location: Location) => Fault[]} */
function withoutScenario(answers, location) {
  if (answers.length > 0) return [];
  const message = 'The operation has no scenario. Add a named example to one of its responses.';
  return [{ message, location: location.child('responses').key() }];
}

/** @type {(inputs: Input[], answers: Example[]) => Fault[]} */
function unanswered(inputs, answers) {
  return inputs.flatMap(({ label, examples }) =>
    examples
      .filter(({ name }) => !answers.some((answer) => answer.name === name))
      .map(({ name, location }) => ({
        message: `Example ${name} of ${label} has no answer. Add examples.${name} to the response it gets.`,
        location,
      })),
  );
}

/** @type {(answers: Example[]) => Fault[]} */
function answeredTwice(answers) {
  return answers
    .filter(({ name }, index) => answers.findIndex((answer) => answer.name === name) < index)
    .map(({ name, location }) => ({
      message: `Scenario ${name} has an answer already. Keep one, or rename this one and its inputs.`,
      location,
    }));
}

/** @type {(inputs: Input[], answers: Example[]) => Fault[]} */
function withoutInput(inputs, answers) {
  return answers.flatMap(({ name, location }) =>
    inputs
      .filter((input) => input.required && valueIn(input, name) === undefined)
      .map(({ label }) => ({
        message: `Scenario ${name} has no ${label}. Add examples.${name} there, it is required.`,
        location,
      })),
  );
}

/** @type {(inputs: Input[], answers: Example[]) => Fault[]} */
function sameInputs(inputs, answers) {
  const required = inputs.filter((input) => input.required);
  const complete = answers.filter(({ name }) =>
    required.every((input) => valueIn(input, name) !== undefined),
  );
  const requests = complete.map(({ name }) => inputs.map((input) => valueIn(input, name)));
  return complete.flatMap(({ name, location }, index) => {
    const first = complete[requests.findIndex((request) => isDeepStrictEqual(request, requests[index]))];
    if (first === undefined || first.name === name) return [];
    return [
      { message: `Scenario ${name} has the same inputs as ${first.name}. Give it other ones.`, location },
    ];
  });
}
