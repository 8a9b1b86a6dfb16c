import type { Choices } from '../../gateway/differential/choices.ts';
import { type GraphDraft, nameOfArgument, type TypeDraft } from './draft.ts';

/** An argument, an input's field or an enum's value that reads fields. */
export interface PlacedRead {
  /** `Type.field(argument:)`, `Input.field` or `Enum.VALUE`; every subgraph that has it says the same. */
  readonly coordinate: string;
  readonly fields: readonly string[];
}

export function placeReads({ subgraphs }: GraphDraft, choices: Choices): readonly PlacedRead[] {
  const types = subgraphs.flatMap((subgraph) => [...subgraph.types.values()]);
  const readable = types
    .filter(({ kind, name }) => kind === 'type' && name !== 'Query' && name !== 'Mutation')
    .flatMap(({ name, fields }) => [...fields.keys()].map((field) => `${name}.${field}`));
  const inputs = new Set(
    types.flatMap((type) => {
      const { kind, name, fields, members } = type;
      if (kind === 'enum') return members.map((member) => `${name}.${member}`);
      if (kind === 'input') return [...fields.keys()].map((field) => `${name}.${field}`);
      return listArguments(type, (argument) => !argument.includes('@fromContext'));
    }),
  );
  const percent = choices.pick([0, 10, 25]);
  if (readable.length === 0) return [];
  return [...inputs]
    .filter(() => choices.percent(percent))
    .map((coordinate) => ({
      coordinate,
      fields: Array.from({ length: choices.percent(20) ? 2 : 1 }, () => choices.pick(readable)),
    }));
}

/** Picks arguments of texts by which calls state their reason. */
export function placeStatements({ subgraphs }: GraphDraft, choices: Choices): readonly string[] {
  const texts = subgraphs.flatMap(({ types }) =>
    [...types.values()].flatMap((type) => listArguments(type, (argument) => argument.startsWith('like: '))),
  );
  return [...new Set(texts)].filter(() => choices.percent(50));
}

function listArguments(
  { name, fields }: TypeDraft,
  isWanted: (argument: string) => boolean,
): readonly string[] {
  return [...fields].flatMap(([field, { args }]) =>
    args.filter(isWanted).map((argument) => `${name}.${field}(${nameOfArgument(argument)}:)`),
  );
}
