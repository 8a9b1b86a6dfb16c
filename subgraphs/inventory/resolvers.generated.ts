import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SeriesReference, EditionReference, InventoryContext } from './loaders.ts';
import type { ChosenSet, ChosenGroup, ChosenItem } from './cheapestSet.ts';
import type { OfferRow, RestockAlertRow } from './repository.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar date, such as 2026-03-10. */
  Date: { input: string; output: string; }
  /** A moment in UTC, such as 2026-03-10T09:00:00Z; a deadline has the offset of the clock that it goes by. */
  DateTime: { input: string; output: string; }
  /** An exact decimal number as text, such as 12.99 or 4.5. */
  Decimal: { input: string; output: string; }
  URL: { input: string; output: string; }
  /** An ISBN of 13 digits, with or without hyphens; its checksum is checked. */
  ISBN13: { input: string; output: string; }
  /** An ISO 4217 currency, such as USD. */
  CurrencyCode: { input: string; output: string; }
  /** A language as a BCP 47 tag, such as en or ja. */
  Locale: { input: string; output: string; }
  /** An ISO 3166-1 country, such as US. */
  CountryCode: { input: string; output: string; }
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Tells the caller once, when an edition that cannot be bought in its marketplace can be again. */
  notifyOnRestock: NotifyOnRestockPayload;
};


export type MutationNotifyOnRestockArgs = {
  editionId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type NotifyOnRestockPayload = {
  __typename?: 'NotifyOnRestockPayload';
  /** Null where there is nothing to wait for: see availableNow and userErrors. */
  alert?: Maybe<RestockAlert>;
  /** True when it can be bought now, so that no alert was set. */
  availableNow: Scalars['Boolean']['output'];
  userErrors: Array<UserError>;
  /** True when this answers a key that was used before: nothing was done again. */
  replayed: Scalars['Boolean']['output'];
};

export type RestockAlert = {
  __typename?: 'RestockAlert';
  id: Scalars['ID']['output'];
  /** Null only when the catalog is down. */
  edition?: Maybe<Edition>;
  marketplace: Marketplace;
  createdAt: Scalars['DateTime']['output'];
};

export type Series = {
  __typename?: 'Series';
  id: Scalars['ID']['output'];
  editionContents: Array<EditionContent>;
  /**
   * The cheapest way to buy every volume from one on, out of what can be had in one language and one marketplace; the
   * caller's own unless another is asked for. Null only when this source is down, so that what surrounds it stands.
   */
  cheapestSet?: Maybe<CheapestSet>;
};


export type SeriesCheapestSetArgs = {
  fromVolume?: InputMaybe<Scalars['Decimal']['input']>;
  language?: Scalars['Locale']['input'];
  digital?: Scalars['Boolean']['input'];
  marketplace?: InputMaybe<Marketplace>;
};

export type EditionContent = {
  __typename?: 'EditionContent';
  editionId: Scalars['ID']['output'];
  language: Scalars['Locale']['output'];
  format: Format;
  first: Scalars['Decimal']['output'];
  last: Scalars['Decimal']['output'];
  volumeCount: Scalars['Int']['output'];
};

export type Format =
  | 'PAPERBACK'
  | 'HARDCOVER'
  | 'DIGITAL'
  | 'BOX_SET'
  | 'OMNIBUS'
  | 'DELUXE'
  | 'AUDIOBOOK';

/**
 * Made of what can be ordered now, pre-orders and back-orders among it. Editions may overlap, and may have more inside
 * than was asked for: an omnibus that begins before the first volume wanted counts for what it covers.
 */
export type CheapestSet = {
  __typename?: 'CheapestSet';
  marketplace: Marketplace;
  /** Null where nothing can be had. */
  total?: Maybe<Money>;
  /** The volumes wanted that the set has. */
  volumeCount: Scalars['Int']['output'];
  /** How many editions that takes. */
  editionCount: Scalars['Int']['output'];
  /** What to buy, by format: that of the first volume first. */
  groups: Array<SetGroup>;
  /** What the same volumes cost one by one; null where not all of them are sold so. */
  singlesTotal?: Maybe<Money>;
  /** Volumes wanted that cannot be had, in short, such as "4-10" or "12". */
  unavailableVolumes: Array<Scalars['String']['output']>;
  /** Volumes of the set that are pre-ordered or back-ordered, in short. */
  laterVolumes: Array<Scalars['String']['output']>;
  /** Of the oldest price in it; null where nothing can be had. */
  freshness?: Maybe<Freshness>;
};

export type SetGroup = {
  __typename?: 'SetGroup';
  format: Format;
  /** The volumes wanted that it has, in short. */
  volumes: Array<Scalars['String']['output']>;
  editionCount: Scalars['Int']['output'];
  subtotal: Money;
  /** In reading order. */
  items: Array<SetItem>;
};


export type SetGroupItemsArgs = {
  first?: Scalars['Int']['input'];
};

export type SetItem = {
  __typename?: 'SetItem';
  /** Null only when the catalog is down. */
  edition?: Maybe<Edition>;
  /** The volumes wanted that it has, in short. */
  volumes: Array<Scalars['String']['output']>;
  price: Money;
};

export type Edition = {
  __typename?: 'Edition';
  id: Scalars['ID']['output'];
  volumeCount: Scalars['Int']['output'];
  /** The price shared out over the volumes inside; null where it is not sold there. */
  pricePerVolume?: Maybe<Money>;
  /**
   * Price and availability in one marketplace: the caller's own unless another is asked for. Null only when this
   * source is down, so that what surrounds it stands.
   */
  offer?: Maybe<OfferResult>;
};


export type EditionPricePerVolumeArgs = {
  marketplace?: InputMaybe<Marketplace>;
};


export type EditionOfferArgs = {
  marketplace?: InputMaybe<Marketplace>;
};

export type OfferResult = Offer | Unavailable;

export type Offer = {
  __typename?: 'Offer';
  marketplace: Marketplace;
  price: Money;
  availability: Availability;
  /** Copies ready to ship; absent where none are counted, as for digital editions. */
  stock?: Maybe<Scalars['Int']['output']>;
  /** The day from which it ships, for pre-orders and back-orders. */
  shipsFrom?: Maybe<Scalars['Date']['output']>;
  freshness: Freshness;
};

export type Availability =
  | 'IN_STOCK'
  | 'LOW_STOCK'
  | 'PREORDER'
  | 'BACKORDER'
  | 'OUT_OF_STOCK';

/** A shop of its own, with its own prices and stock. */
export type Marketplace =
  | 'US'
  | 'JP'
  | 'DE';

export type Money = {
  __typename?: 'Money';
  amount: Scalars['Decimal']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  /** Pass it as "after" to go on; absent on the last page. */
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** How old a fact is. Stale: older than its source promises. */
export type Freshness = {
  __typename?: 'Freshness';
  asOf: Scalars['DateTime']['output'];
  source: Scalars['String']['output'];
  stale: Scalars['Boolean']['output'];
};

/** A fact that cannot be given, and why; what surrounds it is still good. */
export type Unavailable = {
  __typename?: 'Unavailable';
  source: Scalars['String']['output'];
  reason: UnavailableReason;
  retryable: Scalars['Boolean']['output'];
  retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  message: Scalars['String']['output'];
};

export type UnavailableReason =
  | 'BLOCKED_BY_POLICY'
  | 'NOT_ONBOARDED'
  | 'TIMEOUT'
  | 'THROTTLED'
  | 'UPSTREAM_ERROR'
  | 'STALE_BEYOND_LIMIT';

/** A request that was understood and refused. */
export type UserError = {
  __typename?: 'UserError';
  code: UserErrorCode;
  field?: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
};

export type UserErrorCode =
  | 'NOT_FOUND'
  | 'NOT_CANCELLABLE'
  | 'NOT_RETURNABLE'
  /** The parcel has left, or the new address is in another country. */
  | 'ADDRESS_NOT_CHANGEABLE'
  /** The edition is not sold in this marketplace. */
  | 'NOT_SOLD_HERE'
  /** There are as many already as one may have. */
  | 'LIMIT_REACHED'
  /** The token is not for this caller and these arguments, or is older than five minutes. */
  | 'INVALID_CONFIRMATION'
  /** What it is about changed after the preview; look again. */
  | 'STALE_PREVIEW'
  /** The key was used with other arguments. */
  | 'IDEMPOTENCY_CONFLICT';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Series: Series;
  Edition: Edition;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Series:
    ( { __typename: 'Series' }
    & GraphQLRecursivePick<FederationTypes['Series'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Series'], {"editionContents":{"editionId":true,"language":true,"format":true,"first":true,"last":true,"volumeCount":true}}> ) );
  Edition:
    ( { __typename: 'Edition' }
    & GraphQLRecursivePick<FederationTypes['Edition'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Edition'], {"volumeCount":true}> ) );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  OfferResult:
    | ( OfferRow )
    | ( Unavailable )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  NotifyOnRestockPayload: ResolverTypeWrapper<Omit<NotifyOnRestockPayload, 'alert'> & { alert?: Maybe<ResolversTypes['RestockAlert']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  RestockAlert: ResolverTypeWrapper<RestockAlertRow>;
  Series: ResolverTypeWrapper<SeriesReference>;
  EditionContent: ResolverTypeWrapper<EditionContent>;
  Format: Format;
  CheapestSet: ResolverTypeWrapper<ChosenSet>;
  SetGroup: ResolverTypeWrapper<ChosenGroup>;
  SetItem: ResolverTypeWrapper<ChosenItem>;
  Edition: ResolverTypeWrapper<EditionReference>;
  OfferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OfferResult']>;
  Offer: ResolverTypeWrapper<OfferRow>;
  Availability: Availability;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  ISBN13: ResolverTypeWrapper<Scalars['ISBN13']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Locale: ResolverTypeWrapper<Scalars['Locale']['output']>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  Marketplace: Marketplace;
  Money: ResolverTypeWrapper<Money>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Freshness: ResolverTypeWrapper<Freshness>;
  Unavailable: ResolverTypeWrapper<Unavailable>;
  UnavailableReason: UnavailableReason;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Mutation: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  NotifyOnRestockPayload: Omit<NotifyOnRestockPayload, 'alert'> & { alert?: Maybe<ResolversParentTypes['RestockAlert']> };
  Boolean: Scalars['Boolean']['output'];
  RestockAlert: RestockAlertRow;
  Series: SeriesReference;
  EditionContent: EditionContent;
  CheapestSet: ChosenSet;
  SetGroup: ChosenGroup;
  SetItem: ChosenItem;
  Edition: EditionReference;
  OfferResult: ResolversUnionTypes<ResolversParentTypes>['OfferResult'];
  Offer: OfferRow;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  URL: Scalars['URL']['output'];
  ISBN13: Scalars['ISBN13']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Locale: Scalars['Locale']['output'];
  CountryCode: Scalars['CountryCode']['output'];
  Money: Money;
  PageInfo: PageInfo;
  Freshness: Freshness;
  Unavailable: Unavailable;
  UserError: UserError;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
};

export type JsonSchemaDirectiveArgs = {
  type?: Maybe<Scalars['String']['input']>;
  format?: Maybe<Scalars['String']['input']>;
  pattern?: Maybe<Scalars['String']['input']>;
  minimum?: Maybe<Scalars['Int']['input']>;
  maximum?: Maybe<Scalars['Int']['input']>;
  maxLength?: Maybe<Scalars['Int']['input']>;
};

export type JsonSchemaDirectiveResolver<Result, Parent, ContextType = InventoryContext, Args = JsonSchemaDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type UntrustedDirectiveArgs = { };

export type UntrustedDirectiveResolver<Result, Parent, ContextType = InventoryContext, Args = UntrustedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ClassifiedDirectiveArgs = {
  as: Array<Scalars['String']['input']>;
};

export type ClassifiedDirectiveResolver<Result, Parent, ContextType = InventoryContext, Args = ClassifiedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = {
  fields: Scalars['String']['input'];
};

export type PublicDirectiveResolver<Result, Parent, ContextType = InventoryContext, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ReadsDirectiveArgs = {
  fields: Array<Scalars['String']['input']>;
};

export type ReadsDirectiveResolver<Result, Parent, ContextType = InventoryContext, Args = ReadsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type StatedDirectiveArgs = {
  as: Scalars['String']['input'];
};

export type StatedDirectiveResolver<Result, Parent, ContextType = InventoryContext, Args = StatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type MutationResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  notifyOnRestock?: Resolver<ResolversTypes['NotifyOnRestockPayload'], ParentType, ContextType, RequireFields<MutationNotifyOnRestockArgs, 'editionId' | 'idempotencyKey'>>;
};

export type NotifyOnRestockPayloadResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['NotifyOnRestockPayload'] = ResolversParentTypes['NotifyOnRestockPayload']> = {
  alert?: Resolver<Maybe<ResolversTypes['RestockAlert']>, ParentType, ContextType>;
  availableNow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RestockAlertResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['RestockAlert'] = ResolversParentTypes['RestockAlert']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  marketplace?: Resolver<ResolversTypes['Marketplace'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series'], FederationReferenceType extends FederationReferenceTypes['Series'] = FederationReferenceTypes['Series']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Series']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cheapestSet?: Resolver<Maybe<ResolversTypes['CheapestSet']>, ParentType, ContextType, RequireFields<SeriesCheapestSetArgs, 'language' | 'digital'>>;
};

export type EditionContentResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['EditionContent'] = ResolversParentTypes['EditionContent']> = {
  editionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['Format'], ParentType, ContextType>;
  first?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  last?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  volumeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CheapestSetResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['CheapestSet'] = ResolversParentTypes['CheapestSet']> = {
  marketplace?: Resolver<ResolversTypes['Marketplace'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  volumeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  editionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['SetGroup']>, ParentType, ContextType>;
  singlesTotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unavailableVolumes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  laterVolumes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
};

export type SetGroupResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['SetGroup'] = ResolversParentTypes['SetGroup']> = {
  format?: Resolver<ResolversTypes['Format'], ParentType, ContextType>;
  volumes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  editionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['SetItem']>, ParentType, ContextType, RequireFields<SetGroupItemsArgs, 'first'>>;
};

export type SetItemResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['SetItem'] = ResolversParentTypes['SetItem']> = {
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  volumes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type EditionResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Edition'] = ResolversParentTypes['Edition'], FederationReferenceType extends FederationReferenceTypes['Edition'] = FederationReferenceTypes['Edition']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Edition']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pricePerVolume?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, Partial<EditionPricePerVolumeArgs>>;
  offer?: Resolver<Maybe<ResolversTypes['OfferResult']>, ParentType, ContextType, Partial<EditionOfferArgs>>;
};

export type OfferResultResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['OfferResult'] = ResolversParentTypes['OfferResult']> = {
  __resolveType: TypeResolveFn<'Offer' | 'Unavailable', ParentType, ContextType>;
};

export type OfferResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer']> = {
  marketplace?: Resolver<ResolversTypes['Marketplace'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  stock?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  shipsFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  freshness?: Resolver<ResolversTypes['Freshness'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface Isbn13ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['ISBN13'], any> {
  name: 'ISBN13';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface LocaleScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Locale'], any> {
  name: 'Locale';
}

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type MoneyResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FreshnessResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UnavailableResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Unavailable'] = ResolversParentTypes['Unavailable']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UnavailableReason'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = InventoryContext> = {
  Mutation?: MutationResolvers<ContextType>;
  NotifyOnRestockPayload?: NotifyOnRestockPayloadResolvers<ContextType>;
  RestockAlert?: RestockAlertResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  EditionContent?: EditionContentResolvers<ContextType>;
  CheapestSet?: CheapestSetResolvers<ContextType>;
  SetGroup?: SetGroupResolvers<ContextType>;
  SetItem?: SetItemResolvers<ContextType>;
  Edition?: EditionResolvers<ContextType>;
  OfferResult?: OfferResultResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  ISBN13?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Locale?: GraphQLScalarType;
  CountryCode?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Freshness?: FreshnessResolvers<ContextType>;
  Unavailable?: UnavailableResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = InventoryContext> = {
  jsonSchema?: JsonSchemaDirectiveResolver<any, any, ContextType>;
  untrusted?: UntrustedDirectiveResolver<any, any, ContextType>;
  classified?: ClassifiedDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
  reads?: ReadsDirectiveResolver<any, any, ContextType>;
  stated?: StatedDirectiveResolver<any, any, ContextType>;
};
