import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StartedGateway, startGateway } from '../../cli/commands/gateway.ts';
import { parseGatewayConfig } from '../../cli/config.ts';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { TEST_NOW } from '../harness/clock.ts';
import { sendHttp, sendJson } from '../harness/httpRequest.ts';
import { type KeptLog, keepLog } from '../harness/keptLog.ts';
import { generateGatewayKey } from '../harness/testEnvironment.ts';
import { makeFolder } from './gatewayFiles.ts';

const SECRET = 'c2VjcmV0LWtleQ';
const LINK = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified"])
    @composeDirective(name: "@classified")
  directive @classified(as: [String!]!) on FIELD_DEFINITION
`;

let folder: string;
let removeFolder: () => void;
let kept: KeptLog;
let gateway: StartedGateway | undefined;
beforeEach(() => {
  ({ folder, remove: removeFolder } = makeFolder());
  kept = keepLog('info');
});
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  removeFolder();
});

const place = (name: string) => join(folder, name);

function writeGraph(fields: string) {
  const sdl = `${LINK} type Query { ${fields} }`;
  const supergraph = composeSupergraph([{ name: 'zoo', sdl, url: 'http://127.0.0.1:1/graphql' }]);
  writeFileSync(place('supergraph.graphql'), supergraph);
}

async function start(environment: Readonly<Record<string, string>>) {
  const config = parseGatewayConfig(
    { PORT: '0', ADMIN_PORT: '0', GENKAN_DATA_DIR: place('data'), ...environment },
    { urls: [] },
  );
  const paths = {
    supergraph: place('supergraph.graphql'),
    operations: undefined,
    callers: undefined,
    policies: undefined,
    manifests: [],
  };
  gateway = await startGateway({ config, paths, watch: false }, { log: kept.log, now: () => TEST_NOW });
  return gateway;
}

async function readReason({ adminUrl }: StartedGateway): Promise<string> {
  const { text } = await sendHttp(`${adminUrl}/status`, { method: 'GET' });
  expect(text).not.toContain(SECRET);
  return JSON.parse(text).reloadFailure.reason;
}

describe('67: a reload that fails tells operators why, and quotes no key', () => {
  afterEach(async () => {
    expect(kept.text()).toContain('changed files cannot be served');
    expect(kept.text()).not.toContain(SECRET);
    const { text } = await sendJson(`${gateway?.url}/graphql`, { query: '{ __typename }' });
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
  });

  it('where the key that calls are signed with is none any more', async () => {
    writeGraph('lion: String');
    const key = place('key.json');
    writeFileSync(key, generateGatewayKey());
    const running = await start({ GENKAN_GATEWAY_KEY_FILE: key });
    writeFileSync(key, SECRET);
    writeGraph('lion: String tiger: String');
    await running.reload();
    expect(await readReason(running)).toBe(
      `GENKAN_GATEWAY_KEY_FILE names ${key}, which holds no key that can be used.`,
    );
  });

  it('where the key of the audit is none, which is needed from then on', async () => {
    writeGraph('lion: String');
    const key = place('audit-key.json');
    writeFileSync(key, SECRET);
    const running = await start({ GENKAN_AUDIT_KEY_FILE: key });
    writeGraph('lion: String keeper: String @classified(as: ["contact"])');
    await running.reload();
    expect(await readReason(running)).toBe(
      `GENKAN_AUDIT_KEY_FILE names ${key}, which holds no key that can be used.`,
    );
  });
});
