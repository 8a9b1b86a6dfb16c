import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SeriesReference, RecommendationsContext } from './loaders.ts';
import type { RecommendationRow, GiftRow } from './repository.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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

export type Series = {
  __typename?: 'Series';
  id: Scalars['ID']['output'];
  /**
   * Series that those who bought this one bought as well, and where few did, those most like it; best first. Null only
   * when this source is down, so that what surrounds it stands.
   */
  similar?: Maybe<Array<Recommendation>>;
  /**
   * Editions that would please who likes this series, within the budget and fit for the age, best first. Null only when
   * this source is down, so that what surrounds it stands.
   */
  giftIdeas?: Maybe<Array<GiftIdea>>;
};


export type SeriesSimilarArgs = {
  exclude?: InputMaybe<Array<Scalars['String']['input']>>;
  first?: Scalars['Int']['input'];
};


export type SeriesGiftIdeasArgs = {
  budget: Scalars['Decimal']['input'];
  age?: InputMaybe<Scalars['Int']['input']>;
  first?: Scalars['Int']['input'];
};

export type Recommendation = {
  __typename?: 'Recommendation';
  /** Null only when the catalog is down. */
  series?: Maybe<Series>;
  /** Strongest first. */
  reasons: Array<RecommendationReason>;
};

export type GiftIdea = {
  __typename?: 'GiftIdea';
  /** Null only when the catalog is down. */
  edition?: Maybe<Edition>;
  reasons: Array<RecommendationReason>;
};

export type RecommendationReason = {
  __typename?: 'RecommendationReason';
  kind: ReasonKind;
  /** In a few words, such as "Bought together by 12 customers". */
  text: Scalars['String']['output'];
};

export type ReasonKind =
  | 'BOUGHT_TOGETHER'
  | 'SAME_CREATOR'
  | 'SHARED_GENRES'
  | 'SAME_AUDIENCE';

export type Edition = {
  __typename?: 'Edition';
  id: Scalars['ID']['output'];
};

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
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Series:
    ( { __typename: 'Series' }
    & GraphQLRecursivePick<FederationTypes['Series'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Series: ResolverTypeWrapper<SeriesReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Recommendation: ResolverTypeWrapper<RecommendationRow>;
  GiftIdea: ResolverTypeWrapper<GiftRow>;
  RecommendationReason: ResolverTypeWrapper<RecommendationReason>;
  ReasonKind: ReasonKind;
  Edition: ResolverTypeWrapper<Edition>;
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
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
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
  Series: SeriesReference;
  ID: Scalars['ID']['output'];
  Recommendation: RecommendationRow;
  GiftIdea: GiftRow;
  RecommendationReason: RecommendationReason;
  Edition: Edition;
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
  Boolean: Scalars['Boolean']['output'];
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

export type JsonSchemaDirectiveResolver<Result, Parent, ContextType = RecommendationsContext, Args = JsonSchemaDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type UntrustedDirectiveArgs = { };

export type UntrustedDirectiveResolver<Result, Parent, ContextType = RecommendationsContext, Args = UntrustedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ClassifiedDirectiveArgs = {
  as: Array<Scalars['String']['input']>;
};

export type ClassifiedDirectiveResolver<Result, Parent, ContextType = RecommendationsContext, Args = ClassifiedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = {
  fields: Scalars['String']['input'];
};

export type PublicDirectiveResolver<Result, Parent, ContextType = RecommendationsContext, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ReadsDirectiveArgs = {
  fields: Array<Scalars['String']['input']>;
};

export type ReadsDirectiveResolver<Result, Parent, ContextType = RecommendationsContext, Args = ReadsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type StatedDirectiveArgs = {
  as: Scalars['String']['input'];
};

export type StatedDirectiveResolver<Result, Parent, ContextType = RecommendationsContext, Args = StatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SeriesResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series'], FederationReferenceType extends FederationReferenceTypes['Series'] = FederationReferenceTypes['Series']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Series']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  similar?: Resolver<Maybe<Array<ResolversTypes['Recommendation']>>, ParentType, ContextType, RequireFields<SeriesSimilarArgs, 'first'>>;
  giftIdeas?: Resolver<Maybe<Array<ResolversTypes['GiftIdea']>>, ParentType, ContextType, RequireFields<SeriesGiftIdeasArgs, 'budget' | 'first'>>;
};

export type RecommendationResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['Recommendation'] = ResolversParentTypes['Recommendation']> = {
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['RecommendationReason']>, ParentType, ContextType>;
};

export type GiftIdeaResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['GiftIdea'] = ResolversParentTypes['GiftIdea']> = {
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['RecommendationReason']>, ParentType, ContextType>;
};

export type RecommendationReasonResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['RecommendationReason'] = ResolversParentTypes['RecommendationReason']> = {
  kind?: Resolver<ResolversTypes['ReasonKind'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EditionResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['Edition'] = ResolversParentTypes['Edition']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FreshnessResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UnavailableResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['Unavailable'] = ResolversParentTypes['Unavailable']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UnavailableReason'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RecommendationsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RecommendationsContext> = {
  Series?: SeriesResolvers<ContextType>;
  Recommendation?: RecommendationResolvers<ContextType>;
  GiftIdea?: GiftIdeaResolvers<ContextType>;
  RecommendationReason?: RecommendationReasonResolvers<ContextType>;
  Edition?: EditionResolvers<ContextType>;
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

export type DirectiveResolvers<ContextType = RecommendationsContext> = {
  jsonSchema?: JsonSchemaDirectiveResolver<any, any, ContextType>;
  untrusted?: UntrustedDirectiveResolver<any, any, ContextType>;
  classified?: ClassifiedDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
  reads?: ReadsDirectiveResolver<any, any, ContextType>;
  stated?: StatedDirectiveResolver<any, any, ContextType>;
};
