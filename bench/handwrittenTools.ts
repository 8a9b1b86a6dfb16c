import { createHmac } from 'node:crypto';

/** A row as the driver gives it; each shape below knows the columns of its own statements. */
type Row = Readonly<Record<string, unknown>>;

/** Shapes a tool's result out of its statements' rows, as somebody would write it who needs this one result alone. */
export type ShapeResult = (rows: readonly (readonly Row[])[], now: Date) => Record<string, unknown>;

/** A tool call, with what its author would have written in place of its operation. */
export interface HandwrittenTool {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly shape: ShapeResult;
}

export const HANDWRITTEN_TOOLS: readonly HandwrittenTool[] = [
  { tool: 'order_status', args: { orderId: 'US-1002' }, shape: shapeOrderStatus },
  { tool: 'recent_orders', args: { first: 5 }, shape: shapeRecentOrders },
  { tool: 'search_catalog', args: { query: 'dark fantasy', first: 5 }, shape: shapeSearch },
];

const FRESH_FOR_MS = 24 * 60 * 60 * 1_000;

function shapeOrderStatus(rows: readonly (readonly Row[])[], now: Date): Record<string, unknown> {
  const [orders = [], lines = [], packages = [], events = [], contents = [], editions = []] = rows;
  const [order] = orders;
  if (order === undefined) return {};
  const editionById = new Map(editions.map((edition) => [edition.id, edition]));
  const lineById = new Map(lines.map((line) => [line.id, line]));
  const eventsByPackage = Map.groupBy(events, (event) => event.package_id);
  const contentsByPackage = Map.groupBy(contents, (content) => content.package_id);
  return {
    order: withoutNulls({
      id: order.id,
      placedAt: moment(order.placed_at),
      status: order.status,
      holdReason: order.hold_reason,
      estimatedDelivery: order.estimated_delivery,
      lines: lines.map((line) => {
        const edition = editionById.get(line.edition_id);
        return { quantity: line.quantity, edition: { title: edition?.title, format: edition?.format } };
      }),
      packages: packages.map((parcel) =>
        withoutNulls({
          status: parcel.status,
          carrier: parcel.carrier,
          trackingNumber: parcel.tracking_number,
          shippedAt: moment(parcel.shipped_at),
          estimatedDelivery: parcel.estimated_delivery,
          deliveredAt: moment(parcel.delivered_at),
          events: (eventsByPackage.get(parcel.id) ?? []).map((event) => ({
            at: moment(event.at),
            kind: event.kind,
            place: event.place,
          })),
          freshness: {
            asOf: moment(parcel.checked_at),
            stale: now.getTime() - Number(parcel.checked_at) > FRESH_FOR_MS,
          },
          lines: (contentsByPackage.get(parcel.id) ?? []).map((content) => ({
            quantity: content.quantity,
            line: {
              edition: { title: editionById.get(lineById.get(content.line_id)?.edition_id)?.title },
            },
          })),
        }),
      ),
    }),
  };
}

function shapeRecentOrders([orders = [], lines = [], editions = []]: readonly (readonly Row[])[]) {
  const editionById = new Map(editions.map((edition) => [edition.id, edition]));
  const linesByOrder = Map.groupBy(lines, (line) => line.order_id);
  return {
    orders: shapePage(
      orders,
      5,
      (order) =>
        withoutNulls({
          id: order.id,
          placedAt: moment(order.placed_at),
          status: order.status,
          estimatedDelivery: order.estimated_delivery,
          total: { amount: order.total_amount, currency: order.currency },
          lines: (linesByOrder.get(order.id) ?? []).map((line) => ({
            quantity: line.quantity,
            edition: { title: editionById.get(line.edition_id)?.title },
          })),
        }),
      (last) => [last.placed_at, last.id],
    ),
  };
}

function shapeSearch([hits = [], facets = [], offers = []]: readonly (readonly Row[])[]) {
  const offerByEdition = new Map(offers.map((offer) => [offer.edition_id, offer]));
  const { nodes, pageInfo } = shapePage(
    hits,
    5,
    (hit) => {
      const offer = offerByEdition.get(hit.id);
      return {
        id: hit.id,
        title: hit.title,
        format: hit.format,
        language: hit.language,
        offer: {
          price: { amount: offer?.price_amount, currency: offer?.price_currency },
          availability: offer?.availability,
        },
      };
    },
    (last) => [last.distance, last.series_id, last.number, last.id],
  );
  const shapeFacet = (name: string) =>
    facets.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
  return {
    searchCatalog: {
      nodes,
      facets: {
        total: facets[0]?.total ?? 0,
        demographics: shapeFacet('demographics'),
        formats: shapeFacet('formats'),
      },
      pageInfo,
    },
  };
}

function shapePage(
  rows: readonly Row[],
  first: number,
  shape: (row: Row) => unknown,
  keyOf: (row: Row) => unknown,
) {
  const page = rows.slice(0, first);
  const last = page.at(-1);
  const hasNextPage = rows.length > first;
  return {
    nodes: page.map(shape),
    pageInfo: { hasNextPage, ...(hasNextPage && last !== undefined && { endCursor: seal(keyOf(last)) }) },
  };
}

/** As much work as the shop's own cursors. */
function seal(key: unknown): string {
  const body = Buffer.from(JSON.stringify(key)).toString('base64url');
  return `${body}.${createHmac('sha256', 'secret').update(body).digest().subarray(0, 16).toString('base64url')}`;
}

function moment(value: unknown): string | null {
  return value instanceof Date ? value.toISOString() : null;
}

function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}
