import { mkdtempSync, rmSync } from 'node:fs';
import { encode } from 'gpt-tokenizer';
import { openCountedShop } from './countedShop.ts';
import { QUESTIONS } from './questions.ts';

const f = mkdtempSync('/tmp/zz-');
const t0 = performance.now();
const shop = await openCountedShop(f);
console.log('opened in', Math.round(performance.now() - t0));
for (const q of QUESTIONS) {
  try {
    const ask = async (t: string, a: Record<string, unknown>) =>
      JSON.parse((await shop.call(q.persona, t, a)).text);
    const args = typeof q.args === 'function' ? await q.args(0, ask) : q.args;
    const r = await shop.call(q.persona, q.tool, args);
    console.log(
      `\n## ${q.number} ${q.tool} fetches ${r.fetches} statements ${r.statements} tokens ${encode(r.text).length}\n${r.text.slice(0, 2200)}`,
    );
  } catch (e) {
    console.log(`\n## ${q.number} ${q.tool} FAILED`, (e as Error).message.slice(0, 300));
  }
}
await shop.close();
rmSync(f, { recursive: true });
