/** What a question asks of its tool, given what the tool answers to others (for a token out of a preview). */
export interface Question {
  /** Its number among the questions an assistant gets. */
  readonly number: string;
  readonly tool: string;
  /** Undefined: nobody is signed in. */
  readonly persona?: string;
  readonly args: Readonly<Record<string, unknown>> | PrepareArgs;
  /** It changes what it is about, so that it can be asked once. */
  readonly once?: true;
}

/** @param turn counts how often the question is asked, from 0. */
export type PrepareArgs = (turn: number, ask: AskTool) => Promise<Record<string, unknown>>;

/** The data of another tool's answer to the same persona. */
export type AskTool = (tool: string, args: Record<string, unknown>) => Promise<Record<string, unknown>>;

const us = (number: string, tool: string, args: Question['args'], once?: true): Question => ({
  number,
  tool,
  persona: 'customer-us',
  args,
  ...(once && { once }),
});

/** Orders that have not left. */
const CANCELLABLE = ['US-1005', 'US-1004'];

const ADDRESS = {
  recipient: 'Emily Carter',
  lines: ['12 Example Street'],
  city: 'Portland',
  region: 'OR',
  postalCode: '97201',
  country: 'US',
};

/** Every question of the shop, as somebody would ask it of the sample shop. */
export const QUESTIONS: readonly Question[] = [
  us('1', 'order_status', { orderId: 'US-1002' }),
  us('2', 'recent_orders', { first: 5 }),
  us('3', 'delivery_issue', { orderId: 'US-1008' }),
  us('4', 'return_eligibility', { orderId: 'US-1008' }),
  us('5', 'refund_status', { orderId: 'US-1006' }),
  us('6', 'cancel_eligibility', { orderId: 'US-1005' }),
  us('7', 'next_volume', { series: 'One Piece', after: '100' }),
  us('8', 'missing_volumes', { series: 'One Piece' }),
  us('9', 'upcoming_releases', { first: 5 }),
  us('10', 'series_overview', { series: 'Frieren' }),
  us('11', 'reading_order', { series: 'Tokyo Ghoul' }),
  us('12', 'compare_editions', { series: 'Fullmetal Alchemist', volume: '1' }),
  us('13', 'edition_availability', { edition: 'frieren-1-paperback' }),
  us('14', 'series_bundle_price', { series: 'Fullmetal Alchemist' }),
  us('15', 'find_editions', { series: 'One Piece', format: 'DIGITAL' }),
  us('16', 'age_guidance', { series: 'Berserk', age: 12 }),
  us('17', 'search_catalog', { query: 'dark fantasy', demographic: 'SEINEN', maxPrice: '12.00' }),
  us('18', 'edition_by_isbn', { isbn13: '978-1-56931-901-7' }),
  us('19', 'recommend_similar', { like: 'Death Note', exclude: ['romance'] }),
  us('20', 'recommend_gift', { likes: 'Naruto', budget: '30.00', age: 13 }),
  us('21', 'policy_answer', { question: 'Can I get my money back for a pre-order?' }),
  us('22', 'shipping_options', { country: 'CA', editions: ['frieren-1-paperback'] }),
  us('23', 'damaged_item_help', { orderId: 'US-1008', lineId: 'US-1008-1' }),
  us('24', 'marketplace_offer', { edition: 'frieren-1-paperback' }),
  {
    number: '25',
    tool: 'support_customer360',
    persona: 'support-us',
    args: { customerId: 'cust-us-1', reason: 'asks about a parcel that is late' },
  },
  us(
    '26 cancel',
    'cancel_order',
    confirmed('cancel_eligibility', (turn) => ({ orderId: CANCELLABLE[turn] })),
    true,
  ),
  us(
    '26 return',
    'start_return',
    confirmed('start_return_preview', (turn) => ({
      orderId: 'US-1008',
      lines: [{ lineId: `US-1008-${turn + 1}`, reason: 'CHANGED_MIND' }],
    })),
    true,
  ),
  us(
    '26 address',
    'change_shipping_address',
    confirmed('change_shipping_address_preview', () => ({ orderId: 'US-1016', address: ADDRESS })),
    true,
  ),
  us('26 wishlist', 'add_to_wishlist', async () => ({
    editionId: 'naruto-1-paperback',
    idempotencyKey: newKey(),
  })),
  us('26 alert', 'notify_on_restock', async () => ({
    editionId: 'frieren-3-paperback',
    idempotencyKey: newKey(),
  })),
  us(
    '26 ticket',
    'create_support_ticket',
    async () => ({
      topic: 'DELIVERY',
      orderId: 'US-1002',
      subject: 'Late parcel',
      message: 'It should have been here on Friday.',
      idempotencyKey: newKey(),
    }),
    true,
  ),
];

/** Those that customer-us can ask as often as it likes, without another tool. */
export const PLAIN_QUESTIONS = QUESTIONS.flatMap(({ tool, persona, args }) =>
  persona === 'customer-us' && typeof args !== 'function' ? [{ tool, args }] : [],
);

function newKey(): string {
  return crypto.randomUUID();
}

/** Confirms what a preview with the same arguments has just said. */
function confirmed(preview: string, describe: (turn: number) => Record<string, unknown>): PrepareArgs {
  return async (turn, ask) => {
    const args = describe(turn);
    const [previewed] = Object.values(await ask(preview, args));
    const { confirmationToken } = previewed as { confirmationToken?: string };
    if (confirmationToken === undefined)
      throw new Error(`${preview} of ${JSON.stringify(args)} allows nothing.`);
    return { ...args, confirmationToken, idempotencyKey: newKey() };
  };
}
