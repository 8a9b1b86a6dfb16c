import type { Verification } from '../../gateway/audit/verifyChains.ts';
import type { ControlRequest } from '../program/control.ts';
import type { OpenAudit } from './openAudit.ts';
import {
  type ListedEntry,
  type ListOptions,
  listAudit,
  type PruneSummary,
  pruneAudit,
  type VerifySources,
  verifyAudit,
} from './runAudit.ts';

/** What `genkan audit` asks of an audit, here or in the program that has it. */
export type AuditRequest =
  | ({ readonly action: 'list' } & ListOptions)
  | ({ readonly action: 'verify' } & VerifySources)
  | ({ readonly action: 'prune'; readonly before: string } & VerifySources);

export type AuditOutcome =
  | { readonly action: 'list'; readonly entries: readonly ListedEntry[] }
  | ({ readonly action: 'verify' } & Verification)
  | ({ readonly action: 'prune' } & PruneSummary);

export async function runAudit(audit: OpenAudit, request: AuditRequest): Promise<AuditOutcome> {
  switch (request.action) {
    case 'list':
      return { action: 'list', entries: await listAudit(audit, request) };
    case 'verify':
      return { action: 'verify', ...(await verifyAudit(audit, request)) };
    case 'prune':
      return { action: 'prune', ...(await pruneAudit(audit, new Date(request.before), request)) };
  }
}

/** @throws TypeError for a request that `genkan audit` does not send. */
export function parseAuditRequest({ action, ...rest }: ControlRequest): AuditRequest {
  if (action === 'list') {
    const { subject, since, limit } = rest;
    if (typeof limit !== 'number') throw new TypeError('A list needs a limit.');
    return { action, subject: parseText(subject), since: parseText(since), limit };
  }
  const sources = { keyFiles: parseTexts(rest.keyFiles), headFolders: parseTexts(rest.headFolders) };
  if (action === 'verify') return { action, ...sources };
  const before = parseText(rest.before);
  if (action !== 'prune' || before === undefined) throw new TypeError('The audit cannot do that.');
  return { action, before, ...sources };
}

function parseText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parseTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
