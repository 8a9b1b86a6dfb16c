import {
  createField,
  createType,
  type FieldDraft,
  namedTypeOf,
  type SubgraphDraft,
  type TypeDraft,
} from './draft.ts';
import type { Entity, GraphBuilder } from './graphBuilder.ts';

/** Fields that are computed from other subgraphs' fields; later ones also from earlier ones. */
export function generateRequires(builder: GraphBuilder): void {
  const { choices, entities, subgraphs } = builder;
  for (let round = 0; round < 2; round++) {
    for (const entity of entities) {
      for (const subgraph of subgraphs) {
        const type = subgraph.types.get(entity.name);
        if (type === undefined || !choices.percent(40)) continue;
        const required = pickRequired(builder, entity, subgraph);
        if (required === undefined) continue;
        const directive = `@requires(fields: "${required}")`;
        const implemented = listComputable(subgraph, type);
        const chosen = implemented.length > 0 && choices.percent(35) ? choices.pick(implemented) : undefined;
        if (chosen !== undefined) chosen.directives.push(directive);
        else
          type.fields.set(
            builder.nameField('derived'),
            createField(builder.pickLeafType(subgraph), [directive]),
          );
      }
    }
  }
}

/** Fields of an interface, which may be computed as well. */
function listComputable(subgraph: SubgraphDraft, type: TypeDraft): readonly FieldDraft[] {
  const interfaces = type.interfaces.flatMap((name) => subgraph.types.get(name) ?? []);
  return [...type.fields]
    .filter(
      ([name, { directives }]) =>
        directives.length === 0 && interfaces.some(({ fields }) => fields.has(name)),
    )
    .filter(([name]) => name !== 'id')
    .map(([, field]) => field);
}

/** @returns a field set of one or two fields that other subgraphs resolve; undefined where there is none. */
function pickRequired(builder: GraphBuilder, entity: Entity, subgraph: SubgraphDraft): string | undefined {
  const { choices } = builder;
  const parts: string[] = [];
  for (let count = choices.percent(30) ? 2 : 1; count > 0; count--) {
    const part = pickRequiredField(builder, entity, subgraph, 0);
    if (part !== undefined && !parts.includes(part)) parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join(' ');
}

function pickRequiredField(
  builder: GraphBuilder,
  entity: Entity,
  subgraph: SubgraphDraft,
  depth: number,
): string | undefined {
  const { choices } = builder;
  const own = builder.refer(subgraph, entity);
  const candidates = builder.subgraphs
    .filter((other) => other !== subgraph)
    .flatMap((other) => [...(other.types.get(entity.name)?.fields ?? [])])
    .filter(([name, field]) => isRequirable(builder, field, depth) && isExternal(own.fields.get(name)));
  if (candidates.length === 0) return undefined;
  const [name, field] = choices.pick(candidates);
  const named = namedTypeOf(field.type);
  builder.defineFor(subgraph, field);
  const inner = pickInner(builder, named, subgraph, depth);
  if (inner === undefined) return undefined;
  if (!own.fields.has(name)) own.fields.set(name, createField(field.type, ['@external'], field.args));
  const given = field.args.includes('like: String') && choices.percent(60) ? '(like: \\"some\\")' : '';
  return `${name}${given}${inner}`;
}

function isExternal(field: FieldDraft | undefined): boolean {
  return field === undefined || field.directives.includes('@external');
}

function isRequirable({ shared, ...builder }: GraphBuilder, field: FieldDraft, depth: number): boolean {
  const named = namedTypeOf(field.type);
  if (field.directives.includes('@external') || field.args.some((one) => one.startsWith('id:'))) return false;
  const isLeaf = /^(String|Int|Float|Boolean|ID)$/.test(named) || shared.has(named);
  return isLeaf || (depth === 0 && builder.entities.some(({ name }) => name === named));
}

/** What is selected of a required object; nothing of a leaf. */
function pickInner(
  builder: GraphBuilder,
  named: string,
  subgraph: SubgraphDraft,
  depth: number,
): string | undefined {
  const shared = builder.shared.get(named);
  if (shared?.kind === 'type') {
    const fields = [...shared.fields].filter(() => builder.choices.percent(60));
    const chosen = fields.length > 0 ? fields : [...shared.fields].slice(0, 1);
    return ` { ${chosen
      .map(([name, { type }]) => `${name}${pickInner(builder, namedTypeOf(type), subgraph, depth) ?? ''}`)
      .join(' ')} }`;
  }
  if (shared?.kind === 'interface' || shared?.kind === 'union') {
    const common = [...shared.fields.keys()].filter(() => builder.choices.percent(60));
    const parts = builder
      .listPossible(shared)
      .filter(() => builder.choices.percent(60))
      .map((name) => `... on ${name}${pickInner(builder, name, subgraph, depth) ?? ''}`);
    return ` { ${['__typename', ...common, ...parts].slice(common.length + parts.length > 0 ? 1 : 0).join(' ')} }`;
  }
  const entity = builder.entities.find(({ name }) => name === named);
  if (entity === undefined) return '';
  const inner = pickRequiredField(builder, entity, subgraph, depth + 1);
  return inner === undefined ? undefined : ` { ${inner} }`;
}

/** A path on which one subgraph gives what is another's otherwise. */
export function generateProvides(builder: GraphBuilder): void {
  const { choices, entities, subgraphs } = builder;
  for (const subgraph of subgraphs) {
    for (const type of subgraph.types.values()) {
      if (type.kind !== 'type') continue;
      for (const field of type.fields.values()) {
        const entity = entities.find(({ name }) => name === namedTypeOf(field.type));
        const isPlain = field.directives.length === 0;
        if (entity !== undefined && isPlain && choices.percent(25)) provide(builder, entity, subgraph, field);
      }
    }
  }
}

function provide(builder: GraphBuilder, entity: Entity, subgraph: SubgraphDraft, field: FieldDraft): void {
  const own = builder.refer(subgraph, entity);
  const candidates = builder.subgraphs
    .filter((other) => other !== subgraph)
    .flatMap((other) => [...(other.types.get(entity.name)?.fields ?? [])])
    .filter(
      ([name, { type, directives, args }]) =>
        args.length === 0 &&
        /^(String|Int|Float|Boolean)!?$/.test(type) &&
        directives.every((one) => one === '@shareable') &&
        name !== 'code' &&
        !own.fields.has(name),
    );
  if (candidates.length === 0) return;
  const [name, { type }] = builder.choices.pick(candidates);
  for (const other of builder.subgraphs) {
    const copy = other.types.get(entity.name)?.fields.get(name);
    if (copy !== undefined && copy.directives.length === 0) copy.directives.push('@shareable');
  }
  own.fields.set(name, createField(type, ['@external']));
  field.directives.push(`@provides(fields: "${name}")`);
}

/** Objects around others, from which those take arguments. */
export function generateContext(builder: GraphBuilder): void {
  const { choices } = builder;
  const subgraph = builder.pickSubgraph();
  const leg = createType('type', 'Leg', { directives: ['@key(fields: "id")'], isContextual: true });
  leg.fields.set('id', createField('ID!'));
  const owners = ['Voyage', 'Race'].slice(0, 1 + choices.below(2));
  const query = builder.openType(subgraph, 'Query');
  const selections: string[] = [];
  for (const owner of owners) {
    const type = createType('type', owner, {
      directives: ['@key(fields: "id")', '@context(name: "trip")'],
      isContextual: true,
    });
    type.fields.set('id', createField('ID!'));
    const given = builder.nameField('given');
    type.fields.set(given, createField('String'));
    builder.addField(type, subgraph, 20);
    type.fields.set(builder.nameField('legs'), createField(choices.pick(['[Leg]', 'Leg', '[Leg!]!'])));
    query.fields.set(builder.nameField('trips'), createField(choices.pick([owner, `[${owner}!]`])));
    subgraph.types.set(owner, type);
    selections.push(owners.length === 1 ? `{ ${given} }` : `... on ${owner} { ${given} }`);
  }
  const argument = `by: String @fromContext(field: "$trip ${selections.join(' ')}")`;
  leg.fields.set(builder.nameField('timed'), createField(builder.pickLeafType(subgraph), [], [argument]));
  builder.addField(leg, subgraph, 30);
  subgraph.types.set('Leg', leg);
}
