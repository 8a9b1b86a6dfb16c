import type { Access } from './access.ts';
import type { Draft } from './chain.ts';
import { cleanText } from './cleanText.ts';
import { nameCaller, nameSubject, type Party, type SealedContent, seal } from './parties.ts';

const MAX_STATED = 20;
const MAX_STATED_LENGTH = 500;
const MAX_NAME_LENGTH = 200;

/** The names of all whom an entry will hold, the caller first. */
export function listParties(access: Access): readonly string[] {
  const caller = nameOf(access);
  return [...new Set([...(caller === undefined ? [] : [caller]), ...listSubjects(access)])];
}

/** @param parties all of {@link listParties}, by name. */
export function describeEntry(access: Access, parties: ReadonlyMap<string, Party>, omitted: number): Draft {
  const subjects = listSubjects(access);
  const caller = nameOf(access);
  const find = (name: string): Party => {
    const party = parties.get(name);
    if (party === undefined) throw new TypeError('An entry has a party that is not kept.');
    return party;
  };
  const involved = listParties(access).map(find);
  const stated = cleanStated(access.stated);
  // What an anonymous caller states of nobody is sealed for nobody: such a key would be no secret.
  const isSealed = involved.length > 0 && (access.subject !== undefined || Object.keys(stated).length > 0);
  return {
    at: access.at,
    content: {
      kind: access.kind,
      caller: caller === undefined ? null : find(caller).pseudonym,
      context: access.context,
      subjects: subjects.map((name) => find(name).pseudonym),
      operationId: access.operationId ?? null,
      operationName: access.operationName ?? null,
      coordinates: access.coordinates.map(
        ({ coordinate, classes, outcome }) => [coordinate, classes, outcome] as const,
      ),
      sealed: isSealed ? sealOnce({ subject: access.subject, stated }, involved) : null,
      requestId: access.requestId === undefined ? null : cleanText(access.requestId, MAX_NAME_LENGTH),
      traceId: access.traceId ?? null,
      omitted: omitted + access.omittedSubjects,
    },
  };
}

/** By party, for the token's subject that came last: who looks at its own data and states nothing has the same sealed in every entry. */
const sealedAlone = new WeakMap<Party, { readonly subject: string | undefined; readonly sealed: string }>();

/** Seals anew only what differs: encrypting takes longer than all the rest of an entry. */
function sealOnce(content: SealedContent, parties: readonly Party[]): string {
  const [party, ...others] = parties;
  if (party === undefined || others.length > 0 || Object.keys(content.stated).length > 0) {
    return seal(content, parties);
  }
  const known = sealedAlone.get(party);
  if (known !== undefined && known.subject === content.subject) return known.sealed;
  const sealed = seal(content, parties);
  sealedAlone.set(party, { subject: content.subject, sealed });
  return sealed;
}

/** A caller with data of its own is the same party as caller and as subject, and is erased as one. */
function nameOf({ subject, ownId }: Access): string | undefined {
  if (ownId !== undefined) return nameSubject(cleanText(ownId, MAX_NAME_LENGTH));
  return subject === undefined ? undefined : nameCaller(cleanText(subject, MAX_NAME_LENGTH));
}

function listSubjects({ subjects }: Access): readonly string[] {
  const cleaned = subjects.map((id) => nameSubject(cleanText(id, MAX_NAME_LENGTH)));
  return [...new Set(cleaned)];
}

function cleanStated(stated: Access['stated']): Record<string, string> {
  const entries = Object.entries(stated).slice(0, MAX_STATED);
  return Object.fromEntries(
    entries.map(([name, value]) => [cleanText(name, MAX_NAME_LENGTH), cleanText(value, MAX_STATED_LENGTH)]),
  );
}
