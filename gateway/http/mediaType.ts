const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';
const PAGE_TYPE = 'text/html';

export const JSON_MEDIA_TYPE = `${JSON_TYPE}; charset=utf-8`;
const GRAPHQL_MEDIA_TYPE = `${GRAPHQL_TYPE}; charset=utf-8`;

/**
 * The media type to answer in, by the Accept header (RFC 9110, section 12.5.1). Clients that do not care get JSON,
 * which older ones expect.
 * @returns undefined where none that they accept is served.
 */
export function chooseMediaType(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === '*/*' || accept === JSON_TYPE) return JSON_MEDIA_TYPE;
  switch (choose(accept, [JSON_TYPE, GRAPHQL_TYPE])) {
    case JSON_TYPE:
      return JSON_MEDIA_TYPE;
    case GRAPHQL_TYPE:
      return GRAPHQL_MEDIA_TYPE;
    default:
      return undefined;
  }
}

/** Whether whoever asks would rather see a page, as browsers do. */
export function prefersPage({ method, headers: { accept } }: PageRequest): boolean {
  if (method !== 'GET' || accept?.includes(PAGE_TYPE) !== true) return false;
  return choose(accept, [JSON_TYPE, GRAPHQL_TYPE, PAGE_TYPE]) === PAGE_TYPE;
}

interface PageRequest {
  readonly method: string;
  readonly headers: { readonly accept?: string | undefined };
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** The offer of the highest quality; among equals the one that is named first, else offered first. */
function choose(accept: string, offers: readonly string[]): string | undefined {
  const ranges = accept.split(',').map(readRange);
  let best: { offer: string; quality: number; place: number } | undefined;
  for (const offer of offers) {
    const place = findRange(ranges, offer);
    const quality = ranges[place]?.quality ?? 0;
    if (quality === 0) continue;
    const isBetter =
      best === undefined || quality > best.quality || (quality === best.quality && place < best.place);
    if (isBetter) best = { offer, quality, place };
  }
  return best?.offer;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';');
  const weight = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(parameter)?.[1]);
  return { type: type.trim().toLowerCase(), quality: Number(weight.find((q) => q !== undefined) ?? 1) };
}

/** The place of the most specific range that an offer falls under; -1 for none. */
function findRange(ranges: readonly Range[], offer: string): number {
  for (const type of [offer, `${offer.slice(0, offer.indexOf('/'))}/*`, '*/*']) {
    const place = ranges.findIndex((range) => range.type === type);
    if (place !== -1) return place;
  }
  return -1;
}
