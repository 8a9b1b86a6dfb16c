import { encode } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let us2: ToolCaller;
let jp: ToolCaller;
let de: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  us2 = await connectCaller(program, 'customer-us-2');
  jp = await connectCaller(program, 'customer-jp');
  de = await connectCaller(program, 'customer-de');
});
afterAll(() => program.stop());

it('x', async () => {
  for (const [who, tool, orderId] of [
    [us, 'delivery_issue', 'US-1007'], [us, 'delivery_issue', 'US-1009'], [us, 'delivery_issue', 'US-1010'],[us, 'delivery_issue', 'US-1017'],
    [us, 'delivery_issue', 'US-1002'], [us2, 'delivery_issue', 'US-2002'], [us2, 'delivery_issue', 'US-2003'], [us2, 'delivery_issue', 'US-2004'], [us2, 'delivery_issue', 'US-2005'],
    [jp, 'delivery_issue', 'JP-1005'], [jp, 'delivery_issue', 'JP-1008'], [jp, 'delivery_issue', 'JP-1009'], [de, 'delivery_issue', 'DE-1006'], [de, 'delivery_issue', 'DE-1007'],
    [us, 'refund_status', 'US-1012'], [us, 'refund_status', 'US-1013'], [us, 'refund_status', 'US-1010'], [us, 'refund_status', 'US-1001'], [us, 'refund_status', 'US-1006'],
    [jp, 'refund_status', 'JP-1006'], [de, 'refund_status', 'DE-1009'], [us, 'delivery_issue', 'JP-1005'], [us, 'refund_status', 'US-2008'],
    [us, 'order_status', 'US-1003'], [us, 'order_status', 'US-1009'], [us, 'order_status', 'US-1017'],
  ] as const) {
    const { answer, statements } = await who.call(tool, { orderId });
    console.log(tool, orderId, statements, encode(JSON.stringify(answer)).length, JSON.stringify(answer));
  }
  for (const p of ['support-us', 'admin-us', 'service-sync', undefined]) {
    const c = await connectCaller(program, p);
    const names = (await c.client.listTools()).tools.map((t) => t.name);
    console.log(p, names.includes('delivery_issue'), names.includes('refund_status'), names.includes('order_status'));
    for (const t of ['delivery_issue', 'refund_status']) console.log(await c.call(t, { orderId: 'US-1007' }).catch((e) => [e.message, e.code]));
  }
});
