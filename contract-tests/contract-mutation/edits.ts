/**
 * What somebody may do to the contract. Each edit is right by itself; what belongs to it has been forgotten. An
 * optional member added to a response is not among them: nobody has to do anything about it, and none should be
 * stopped.
 */
import type { ContractEdit } from './edit.ts';
import { operationEdits } from './operation-edits.ts';
import { schemaEdits } from './schema-edits.ts';
import { securityEdits } from './security-edits.ts';

export const contractEdits: readonly ContractEdit[] = [...schemaEdits, ...operationEdits, ...securityEdits];
