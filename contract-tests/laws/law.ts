import type { Failure } from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import { createSchemas } from '../../contract/schemas.ts';
import type { Send } from '../http/send.ts';
import { createInquiry, type Inquiry } from './inquiry.ts';

/** What holds between several answers of a target, whatever data it serves. */
export interface Law {
  /** `getHealth counts the tree`. */
  readonly name: string;
  /** The group that it is reported in. */
  readonly beyond: string;
  /** It asks for what no scenario asks, which a mock cannot know. */
  readonly needsData?: true;
  /** Where it is broken. Every request goes through `send`, so that a caller can mark or count them. */
  check(send: Send): Promise<Failure[]>;
}

export interface Statement extends Omit<Law, 'check'> {
  /** Ends early, by throwing, when an answer is so wrong that there is nothing to compare. */
  holds(inquiry: Inquiry): Promise<void>;
}

export function asLaws(contract: Contract, statements: readonly Statement[]): Law[] {
  const schemas = createSchemas(contract);
  return statements.map(({ holds, ...statement }) => ({
    ...statement,
    async check(send) {
      const inquiry = createInquiry(contract, schemas, send);
      await holds(inquiry).catch((error: unknown) => {
        if (inquiry.failures.length === 0) inquiry.failures.push({ where: 'answer', detail: String(error) });
      });
      return inquiry.failures;
    },
  }));
}
