/** What an assistant would ask of each tool, on the sample shop as customer-us. */
export const TYPICAL_CALLS: readonly (readonly [tool: string, args: Record<string, unknown>])[] = [
  ['order_status', { orderId: 'US-1002' }],
  ['recent_orders', { first: 5 }],
  ['cancel_eligibility', { orderId: 'US-1005' }],
  ['edition_by_isbn', { isbn13: '978-1-56931-901-7' }],
  ['edition_availability', { edition: 'frieren-1-paperback' }],
  ['next_volume', { series: 'One Piece', after: '100' }],
  ['search_catalog', { query: 'fulmetal alchemist', first: 5 }],
  ['series_overview', { series: 'frieren' }],
  ['upcoming_releases', { first: 5 }],
  ['policy_answer', { question: 'Can I get my money back for a pre-order?' }],
  ['shipping_options', { country: 'CA', editions: ['frieren-1-paperback', 'frieren-14-paperback'] }],
  ['marketplace_offer', { edition: 'frieren-1-paperback' }],
];
