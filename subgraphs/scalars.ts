import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/**
 * The resolvers of those custom scalars that an SDL declares. All travel as text; each is checked on its way
 * in, and trusted on its way out, because the database holds nothing else.
 */
export function scalarResolvers(sdl: string): Record<string, GraphQLScalarType> {
  return Object.fromEntries(
    Object.entries(SCALARS).filter(([name]) => new RegExp(`^scalar ${name}\\b`, 'm').test(sdl)),
  );
}

/** Takes an ISBN-13 with or without hyphens and gives the bare 13 digits; undefined if the checksum fails. */
export function normalizeIsbn13(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^97[89]\d{10}$/.test(digits)) return undefined;
  let sum = 0;
  for (let index = 0; index < 13; index++) sum += Number(digits[index]) * (index % 2 === 0 ? 1 : 3);
  return sum % 10 === 0 ? digits : undefined;
}

const SCALARS = {
  Date: textScalar('Date', (text) => (isCalendarDate(text) ? text : undefined)),
  DateTime: textScalar('DateTime', (text) => (isMoment(text) ? text : undefined)),
  Decimal: textScalar('Decimal', (text) => (/^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? text : undefined)),
  URL: textScalar('URL', (text) => (/^https?:\/\//.test(text) && URL.canParse(text) ? text : undefined)),
  ISBN13: textScalar('ISBN13', normalizeIsbn13),
  CurrencyCode: textScalar('CurrencyCode', (text) => (/^[A-Z]{3}$/.test(text) ? text : undefined)),
  CountryCode: textScalar('CountryCode', (text) => (/^[A-Z]{2}$/.test(text) ? text : undefined)),
  Locale: textScalar('Locale', (text) => (/^[a-z]{2,3}(-[A-Z]{2})?$/.test(text) ? text : undefined)),
};

function textScalar(name: string, normalize: (text: string) => string | undefined): GraphQLScalarType {
  const parseText = (value: unknown): string => {
    const text = typeof value === 'string' ? normalize(value) : undefined;
    if (text === undefined) {
      throw new GraphQLError(`Not a valid ${name}.`, { extensions: { code: 'INVALID_ARGUMENT' } });
    }
    return text;
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: parseText,
    parseLiteral: (node: ValueNode) => parseText(node.kind === Kind.STRING ? node.value : undefined),
  });
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** RFC 3339, as JSON Schema's date-time. `Date.parse` alone also takes `1`, `March 7` and 30 February. */
function isMoment(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    isCalendarDate(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text))
  );
}
