import type { Marketplace } from '../caller.ts';
import { listCountryNames } from './countries.ts';
import { foldQuestion, splitWords } from './questionWords.ts';

/** A word of a question, with other words for the same thing. */
export interface SoughtWord {
  readonly word: string;
  readonly alternatives: readonly string[];
}

/** Longer questions hold no more that could be found, and each word is looked for. */
const MAX_WORDS = 40;

/** The words of a question that a clause could be found by, each once; what every question has is left out. */
export function parseQuestion(question: string, marketplace: Marketplace): SoughtWord[] {
  const named = nameCountries(foldQuestion(question), marketplace);
  const rephrased = PHRASES.reduce((text, [said, meant]) => text.replaceAll(said, meant), named);
  const words = new Set(splitWords(rephrased).filter((word) => !EMPTY_WORDS.has(word)));
  return [...words].slice(0, MAX_WORDS).map((word) => ({ word, alternatives: findAlternatives([word]) }));
}

/** The same word where it is misspelt and may stand for these. */
export function respellWord({ word }: SoughtWord, spellings: readonly string[]): SoughtWord {
  return { word, alternatives: findAlternatives(spellings) };
}

function findAlternatives(words: readonly string[]): string[] {
  const synonyms = words.flatMap((word) => SYNONYMS.filter((group) => group.includes(word)).flat());
  return [...new Set([...words, ...synonyms])];
}

/** A clause names few countries: to which one a parcel goes, matters only as to whether it is this one. */
function nameCountries(text: string, marketplace: Marketplace): string {
  return text.replaceAll(COUNTRY_NAME, (name) =>
    COUNTRY_OF.get(name) === marketplace ? 'domestic' : 'abroad',
  );
}

const COUNTRY_OF = new Map<string, string>(listCountryNames());
const COUNTRY_NAME = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...COUNTRY_OF.keys()]
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** What people say in several words, of which none alone tells it. */
const PHRASES: readonly (readonly [said: RegExp, meant: string])[] = [
  [/\b(?:just |only )?(?:one|some|single) (?:of|items?|books?|volumes?|things?)\b/g, 'part'],
  [
    /\b(?:send|sending|sent|give|giving|bring|bringing|mail|mailing|ship|shipping|take|taking)(?: [\p{L}\p{N}]+){0,4}? back\b/gu,
    'return',
  ],
  [/\b(?:my |the )?money(?: [\p{L}]+){0,2} back\b/gu, 'refund'],
  [/\bget my money\b/g, 'refund'],
  [/\bcall(?:ing)? off\b/g, 'cancel'],
  [
    /\b(?:says|say|said|shows|show|marked|tracking says)(?: [\p{L}]+){0,4}? delivered\b/gu,
    'missing delivered',
  ],
  [
    /\b(?:hasnt|havent|has not|didnt|did not|never|not|nothing) (?:yet )?(?:arrived?|come|came|show(?:n|ed)? up)\b/g,
    'late',
  ],
  [
    /\b(?:never|didnt|did not|havent|not) (?:got|get|gotten|received?)\b(?! (?:my |the |a |any )?refund)/g,
    'missing',
  ],
  [/\b(?:still|been) waiting\b/g, 'late'],
  [/\b(?:changed?|changing) my mind\b/g, 'return'],
  [/\bhow (?:much|expensive)\b/g, 'cost'],
  [/\bhow (?:long|many days|fast|quickly|soon)\b/g, 'time'],
  [/\b\d{1,2} ?(?:years? olds?|yo)\b/g, 'kid'],
  [/\b(?:moved house|moved|moving|relocated)\b/g, 'address'],
];

/** Words for the same thing, near enough for finding a clause. */
const SYNONYMS: readonly (readonly string[])[] = [
  [
    'damaged',
    'broken',
    'damage',
    'torn',
    'ripped',
    'bent',
    'crushed',
    'dented',
    'defective',
    'faulty',
    'wet',
  ],
  ['damaged', 'scratched', 'stained', 'soaked', 'ruined', 'smashed', 'creased', 'misprint', 'misprinted'],
  ['refund', 'reimburse', 'reimbursement', 'repay', 'repayment', 'moneyback'],
  ['return', 'withdraw', 'withdrawal'],
  ['parcel', 'package', 'packet', 'shipment'],
  ['missing', 'lost', 'stolen', 'disappeared', 'vanished'],
  ['late', 'delayed', 'delay', 'overdue', 'slow'],
  ['fee', 'cost', 'costs', 'charge'],
  ['ship', 'shipping', 'deliver', 'delivery', 'postage'],
  ['cancel', 'cancellation', 'abort', 'revoke'],
  ['ebook', 'digital', 'electronic'],
  ['abroad', 'international', 'overseas', 'foreign', 'worldwide', 'countries', 'europe', 'eu'],
  ['gift', 'present', 'birthday', 'christmas'],
  ['tax', 'taxes', 'vat', 'gst', 'duty', 'duties', 'customs'],
  ['code', 'coupon', 'voucher', 'promo', 'promotion', 'discount'],
  ['kid', 'kids', 'child', 'children', 'son', 'daughter', 'minor', 'minors', 'teenager', 'teen', 'age'],
  ['mature', 'adult', 'adults', 'explicit', 'nsfw', 'hentai'],
  ['delete', 'deletion', 'deleting', 'erase', 'close', 'remove'],
  ['exchange', 'swap', 'trade'],
  ['assistant', 'chatbot', 'bot', 'ai'],
  ['preorder', 'preordered'],
  ['release', 'released', 'publication'],
  ['unsubscribe', 'newsletter', 'newsletters', 'emails', 'spam'],
  ['declined', 'rejected', 'failed', 'fail', 'fails'],
  ['time', 'days', 'period', 'deadline'],
  ['dispatch', 'dispatched', 'processing', 'handling'],
  ['share', 'sharing', 'lend', 'borrow', 'loan'],
  ['wrong', 'incorrect', 'mistaken'],
];

/** What people say in any question to a bookshop; the stop words of English are left to the database. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `one order orders ordered ordering book books manga mangas comic comics volume volumes novel novels title titles item
  items mangaassist shop store policy policies rule rules term terms please thanks thank want wants wanted would like
  need needs know tell explain get got help question questions bought buy buying purchase purchased purchases use
  make thing things someone something anything still already really just also now today hi hello hey cant dont
  doesnt isnt im ive whats may might could happen happens possible allowed able`.split(/\s+/),
);
