import { pathToFileURL } from 'node:url';
import type { Caller, CallerRules } from '../../../gateway/authentication/caller.ts';
import type { AuthorizationMode } from '../../../gateway/authorization/access.ts';
import type { PolicyEngine } from '../../../gateway/authorization/policyEngine.ts';
import type { DataSource } from '../../../gateway/execution/dataSource.ts';
import type { Gateway } from '../../../gateway/gateway.ts';

/** What is loaded of a gateway, from the project's folder or from a copy with a planted defect. */
export interface GatewayModules {
  readonly createGateway: typeof import('../../../gateway/gateway.ts').createGateway;
  readonly loadSupergraph: typeof import('../../../gateway/supergraph/supergraph.ts').loadSupergraph;
  readonly createPlanner: typeof import('../../../gateway/planning/planner/createPlanner.ts').createPlanner;
}

/** @param folder the gateway's own, with a slash at the end. */
export async function loadGateway(folder: string): Promise<GatewayModules> {
  const load = (path: string) => import(new URL(path, pathToFileURL(folder)).href);
  const [{ createGateway }, { loadSupergraph }, { createPlanner }] = await Promise.all([
    load('gateway.ts'),
    load('supergraph/supergraph.ts'),
    load('planning/planner/createPlanner.ts'),
  ]);
  return { createGateway, loadSupergraph, createPlanner };
}

export interface OpenOptions {
  readonly supergraphSdl: string;
  readonly contexts: Readonly<Record<string, readonly string[]>>;
  readonly policies: PolicyEngine;
  readonly mode: AuthorizationMode;
  readonly sources: ReadonlyMap<string, DataSource>;
}

export function openGateway(modules: GatewayModules, options: OpenOptions): Gateway {
  const supergraph = modules.loadSupergraph(options.supergraphSdl);
  return modules.createGateway(
    {
      supergraph,
      callerRules: describeContexts(options.contexts),
      policies: options.policies,
      authorizationMode: options.mode,
      planner: modules.createPlanner(supergraph.sdl),
      sources: options.sources,
      audit: { record: async () => {}, noteRefusal: () => {} },
      fetchTimeoutMs: 60_000,
      deadlineMs: 120_000,
      // What a fetch lacks is then a fault of the answer, which is none that was expected.
      onFetchFailed: () => {},
    },
    [],
  );
}

/** How tokens are read does not matter: callers come here as verified ones do. */
function describeContexts(contexts: OpenOptions['contexts']): CallerRules {
  const entries = Object.entries(contexts).map(([name, scopes]) => [name, { scopes, requiredClaims: [] }]);
  return { contexts: Object.fromEntries(entries) } as Partial<CallerRules> as CallerRules;
}

export function describeCaller(name: string, context: string | undefined, scopes: readonly string[]): Caller {
  if (context === undefined) return { kind: 'anonymous' };
  return { kind: 'authenticated', subject: name, context, scopes: new Set(scopes), claims: {} };
}
