import { once } from 'node:events';
import type { Socket } from 'node:net';
import { serveToolsOverStdio } from '../../mcp/stdio.ts';
import { parseAuditRequest, runAudit } from '../audit/auditRequest.ts';
import type { OpenAudit } from '../audit/openAudit.ts';
import { runErase } from '../audit/runErase.ts';
import type { ControlHandler } from './control.ts';
import { sendLine } from './lines.ts';
import { type ImportRequest, parseImportRequest, runImport } from './runImport.ts';
import { runSync } from './runSync.ts';
import { runTool } from './runTool.ts';
import type { Services } from './services.ts';
import { whenTokenExpires } from './tokenExpiry.ts';

/** What other commands on the same data folder may ask of the program that owns it. */
export function createControlHandlers(services: Services): Readonly<Record<string, ControlHandler>> {
  return {
    async mcp(request, socket) {
      const caller = await services.verifyCaller(readAuthorization(request.token));
      sendLine(socket, { result: 'attached' });
      const session = serveToolsOverStdio(services.tools, caller, { input: socket, output: socket });
      const stopWaiting = whenTokenExpires(readToken(request.token), services.now, () => socket.destroy());
      await Promise.race([session.finished, once(socket, 'close')]);
      stopWaiting();
      await session.close();
      socket.end();
    },
    async import(request, socket) {
      const parsed: ImportRequest = parseImportRequest(request);
      const report = await runImport(services, parsed, (progress) => sendLine(socket, { progress }));
      finish(socket, report);
    },
    async sync(_request, socket) {
      finish(socket, await runSync(services));
    },
    ...createAuditHandlers(services.audit),
    async erase({ customerId }, socket) {
      finish(socket, await runErase(services, services.audit, String(customerId)));
    },
    async call(request, socket) {
      const { tool, args, token } = request;
      finish(socket, await runTool(services, String(tool), args, readAuthorization(token)));
    },
  };
}

/** What may be asked of the audit of whatever program has the data folder. */
export function createAuditHandlers(audit: OpenAudit): Readonly<Record<string, ControlHandler>> {
  return {
    async audit(request, socket) {
      finish(socket, await runAudit(audit, parseAuditRequest(request)));
    },
  };
}

function finish(socket: Socket, result: unknown): void {
  sendLine(socket, { result });
  socket.end();
}

export function readAuthorization(token: unknown): string | undefined {
  const text = readToken(token);
  return text === undefined ? undefined : `Bearer ${text}`;
}

function readToken(token: unknown): string | undefined {
  return typeof token === 'string' ? token : undefined;
}
