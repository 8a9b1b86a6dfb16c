import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import type { Caller } from './caller.ts';
import { subgraphError } from './errors.ts';
import type { RequestContext } from './requestContext.ts';

/** Whether a class of data is given: to all of a context, to none, or to those of it who have the scope. */
type Grant = boolean | { readonly scope: string };

/** `staff` is support and administrators alike. An anonymous caller has no row here, and gets nothing of any class. */
type Grants = Readonly<Record<'customer' | 'staff' | 'service', Grant>>;

/**
 * Who gets which class of data, whatever rules the gateway has: the second wall for fields, as row-level security is
 * for rows. What of a customer reaches a customer are its own rows only, so it is given all but the notes on it.
 */
const GRANTS: Readonly<Record<string, Grants>> = {
  contact: scoped('customers:contact'),
  address: scoped('customers:contact'),
  tracking: scoped('orders:tracking'),
  note: { ...scoped('support:notes'), customer: false },
  /** What is left of a value when the rest is masked. */
  partial: { customer: true, staff: true, service: false },
  message: { customer: true, staff: true, service: false },
  refund: { customer: true, staff: true, service: false },
  payment: { customer: true, staff: false, service: false },
  library: { customer: true, staff: false, service: false },
};

function scoped(scope: string): Grants {
  return { customer: true, staff: { scope }, service: { scope } };
}

/**
 * Has every field that the SDL marks `@classified` give its value only to callers who get all of its classes. Anybody
 * else gets null, or DENIED where the field is never null; the value is not even looked up.
 * @throws TypeError for a class that nothing is said of.
 */
export function redactByClass(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const classes = readClasses(field);
      if (classes.length > 0)
        guardField(
          field,
          classes.map((name) => findGrants(name, `${type.name}.${field.name}`)),
        );
    }
  }
}

function guardField(field: GraphQLField<unknown, unknown>, grants: readonly Grants[]): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const isNeverNull = isNonNullType(field.type);
  // Every subgraph's context has the request.
  field.resolve = (object, args, context, info) => {
    const { caller } = (context as { readonly request: RequestContext }).request;
    if (grants.every((grant) => isGiven(grant, caller))) return resolve(object, args, context, info);
    if (isNeverNull) throw subgraphError('DENIED', 'The caller does not get data of this class.');
    return null;
  };
}

function isGiven(grants: Grants, caller: Caller): boolean {
  if (caller.context === 'anonymous') return false;
  const { context, scopes } = caller;
  const grant = grants[context === 'support' || context === 'admin' ? 'staff' : context];
  return typeof grant === 'boolean' ? grant : scopes.includes(grant.scope);
}

function findGrants(name: string, coordinate: string): Grants {
  const grants = Object.hasOwn(GRANTS, name) ? GRANTS[name] : undefined;
  if (grants === undefined) throw new TypeError(`${coordinate}: nothing says who gets the class "${name}".`);
  return grants;
}

function readClasses({ astNode }: GraphQLField<unknown, unknown>): readonly string[] {
  const argument = astNode?.directives
    ?.find(({ name }) => name.value === 'classified')
    ?.arguments?.find(({ name }) => name.value === 'as');
  if (argument === undefined) return [];
  // A single class may be written without its list.
  const entries = argument.value.kind === Kind.LIST ? argument.value.values : [argument.value];
  return entries.map((entry) => {
    if (entry.kind !== Kind.STRING) throw new TypeError('A class must be a text.');
    return entry.value;
  });
}
