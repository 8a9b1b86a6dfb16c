import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SeriesParent } from './resolversSeries.ts';
import type { OrderedStep } from './readingOrder.ts';
import type { VolumeGaps } from './missingVolumes.ts';
import type { ContributionRow, ContributorRow, VolumeRow, EditionRow } from './repository.ts';
import type { SearchPage } from './search.ts';
import type { CatalogContext } from './loaders.ts';
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

export type Query = {
  __typename?: 'Query';
  /**
   * Editions whose series title (English, romaji or native), volume or creator matches, best match first.
   * An ISBN finds exactly its edition; "one piece 101" finds that volume. A blank query leaves it to the filters.
   */
  searchCatalog: CatalogSearch;
  /** One edition by its id or its ISBN; give one of the two. */
  edition?: Maybe<Edition>;
  /**
   * Editions by their ids, in that order, at most 20; unknown ones are left out. Null only when this source is down,
   * so that what is asked beside it stands.
   */
  editions?: Maybe<Array<Edition>>;
  /** The series with this id, or else the one whose title matches best; null where none comes near. */
  series?: Maybe<Series>;
  /** Editions not yet released, soonest first; of one series or one publisher where given. */
  upcomingReleases: EditionConnection;
};


export type QuerySearchCatalogArgs = {
  query: Scalars['String']['input'];
  filters?: InputMaybe<CatalogFilters>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryEditionArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  isbn13?: InputMaybe<Scalars['ISBN13']['input']>;
};


export type QueryEditionsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QuerySeriesArgs = {
  match: Scalars['String']['input'];
};


export type QueryUpcomingReleasesArgs = {
  series?: InputMaybe<Scalars['String']['input']>;
  publisher?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type CatalogFilters = {
  demographic?: InputMaybe<Demographic>;
  genre?: InputMaybe<Scalars['String']['input']>;
  format?: InputMaybe<Format>;
  language?: InputMaybe<Scalars['Locale']['input']>;
  /** Any part of the name. */
  publisher?: InputMaybe<Scalars['String']['input']>;
  preorder?: InputMaybe<Scalars['Boolean']['input']>;
  /** Priced at that or less, in the marketplace's currency. */
  maxPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Of the price, and of what is sold at all where "sold" is set; the caller's own unless given. */
  marketplace?: InputMaybe<Marketplace>;
  /** True for editions that can be bought or ordered there now. */
  sold?: InputMaybe<Scalars['Boolean']['input']>;
};

export type EditionConnection = {
  __typename?: 'EditionConnection';
  nodes: Array<Edition>;
  pageInfo: PageInfo;
};

export type CatalogSearch = {
  __typename?: 'CatalogSearch';
  nodes: Array<Edition>;
  pageInfo: PageInfo;
  /** Counted over all that match, whatever the page. */
  facets: CatalogFacets;
};

export type CatalogFacets = {
  __typename?: 'CatalogFacets';
  total: Scalars['Int']['output'];
  /** Most first, at most 10 of each. */
  demographics: Array<FacetCount>;
  genres: Array<FacetCount>;
  formats: Array<FacetCount>;
};

export type FacetCount = {
  __typename?: 'FacetCount';
  value: Scalars['String']['output'];
  count: Scalars['Int']['output'];
};

export type Series = {
  __typename?: 'Series';
  id: Scalars['ID']['output'];
  titles: Titles;
  kind: SeriesKind;
  demographic?: Maybe<Demographic>;
  status?: Maybe<SeriesStatus>;
  genres: Array<Scalars['String']['output']>;
  /** The publisher's recommendation, such as "Teen" or "16+". */
  ageRating?: Maybe<Scalars['String']['output']>;
  readingDirection?: Maybe<ReadingDirection>;
  originalPublisher?: Maybe<Scalars['String']['output']>;
  startYear?: Maybe<Scalars['Int']['output']>;
  contributors: Array<Contribution>;
  /** Volumes with an edition that is already released; counted by number, so specials without one are left out. */
  releasedVolumes: Scalars['Int']['output'];
  latestVolume?: Maybe<Volume>;
  /** The first volume after that number, released or announced; null after the last. */
  nextVolume?: Maybe<Volume>;
  /** Whether it suits a reader, and why it might not. */
  ageGuidance: AgeGuidance;
  /** Itself with its prequels, sequels, side stories and spin-offs, in the order to read them. */
  readingOrder: Array<ReadingStep>;
  /** Editions of this series, in reading order. */
  editions: EditionConnection;
  /** In which formats and languages it is there, and how far; released or announced. */
  formats: Array<FormatCoverage>;
  /** Every edition that has this volume inside, alone or among others: the fewest volumes first. */
  editionsWithVolume: Array<Edition>;
  libraryEditionIds: Array<Scalars['ID']['output']>;
  /**
   * Released volumes that the caller's library lacks, counting what is inside its box sets and omnibuses, in any
   * language. Null only when the library's source is down, so that what surrounds it stands.
   */
  missingVolumes?: Maybe<MissingVolumes>;
  /** Which volumes each edition has inside, for whoever works out sets. */
  editionContents: Array<EditionContent>;
  /** In reading order. */
  volumes: VolumeConnection;
};


export type SeriesNextVolumeArgs = {
  after: Scalars['Decimal']['input'];
};


export type SeriesAgeGuidanceArgs = {
  age?: InputMaybe<Scalars['Int']['input']>;
};


export type SeriesEditionsArgs = {
  format?: InputMaybe<Format>;
  language?: InputMaybe<Scalars['Locale']['input']>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SeriesFormatsArgs = {
  format?: InputMaybe<Format>;
  language?: InputMaybe<Scalars['Locale']['input']>;
};


export type SeriesEditionsWithVolumeArgs = {
  volume: Scalars['Decimal']['input'];
  language?: InputMaybe<Scalars['Locale']['input']>;
};


export type SeriesVolumesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The ratings are the publishers'; the advice is the shop's. */
export type AgeGuidance = {
  __typename?: 'AgeGuidance';
  /** As printed, such as "Teen" or "16+"; null where there is none. */
  rating?: Maybe<Scalars['String']['output']>;
  /** Null where nobody says. */
  minimumAge?: Maybe<Scalars['Int']['output']>;
  /** Whether it suits a reader of that age; null where no age was given or nobody says. */
  suitable?: Maybe<Scalars['Boolean']['output']>;
  /** What might not suit, such as "graphic violence". */
  contentNotes: Array<Scalars['String']['output']>;
};

export type ReadingStep = {
  __typename?: 'ReadingStep';
  series: Series;
  /** What it is to the series asked about. */
  relation: SeriesRelation;
  /** When to read it, where that is not simply next. */
  note?: Maybe<Scalars['String']['output']>;
};

export type SeriesRelation =
  | 'ITSELF'
  /** What a side story or a spin-off belongs to. */
  | 'MAIN_STORY'
  | 'PREQUEL'
  | 'SEQUEL'
  | 'SIDE_STORY'
  | 'SPIN_OFF'
  | 'ALTERNATIVE_VERSION';

export type FormatCoverage = {
  __typename?: 'FormatCoverage';
  format: Format;
  language: Scalars['Locale']['output'];
  editionCount: Scalars['Int']['output'];
  /** In short, such as "1-10" or "12". */
  volumes: Array<Scalars['String']['output']>;
};

/** Counted by number, so specials without one are left out. */
export type MissingVolumes = {
  __typename?: 'MissingVolumes';
  ownedCount: Scalars['Int']['output'];
  missingCount: Scalars['Int']['output'];
  /** In short, such as "4-10" or "12". */
  ranges: Array<Scalars['String']['output']>;
  /** The first of them, in reading order. */
  volumes: Array<Volume>;
};


/** Counted by number, so specials without one are left out. */
export type MissingVolumesVolumesArgs = {
  first?: Scalars['Int']['input'];
};

/** Volumes by number, from first to last without a gap; an edition with gaps has several. */
export type EditionContent = {
  __typename?: 'EditionContent';
  editionId: Scalars['ID']['output'];
  language: Scalars['Locale']['output'];
  format: Format;
  first: Scalars['Decimal']['output'];
  last: Scalars['Decimal']['output'];
  volumeCount: Scalars['Int']['output'];
};

export type VolumeConnection = {
  __typename?: 'VolumeConnection';
  nodes: Array<Volume>;
  pageInfo: PageInfo;
};

export type Titles = {
  __typename?: 'Titles';
  english?: Maybe<Scalars['String']['output']>;
  romaji?: Maybe<Scalars['String']['output']>;
  native?: Maybe<Scalars['String']['output']>;
};

export type SeriesKind =
  | 'MANGA'
  | 'LIGHT_NOVEL';

export type Demographic =
  | 'SHONEN'
  | 'SHOJO'
  | 'SEINEN'
  | 'JOSEI'
  | 'KODOMO';

export type SeriesStatus =
  | 'ONGOING'
  | 'FINISHED'
  | 'HIATUS'
  | 'CANCELLED';

export type ReadingDirection =
  | 'RIGHT_TO_LEFT'
  | 'LEFT_TO_RIGHT';

export type Contribution = {
  __typename?: 'Contribution';
  role: ContributorRole;
  contributor: Contributor;
};

export type ContributorRole =
  | 'STORY'
  | 'ART'
  | 'STORY_AND_ART'
  | 'ILLUSTRATION'
  | 'TRANSLATION';

export type Contributor = {
  __typename?: 'Contributor';
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  nativeName?: Maybe<Scalars['String']['output']>;
};

export type Volume = {
  __typename?: 'Volume';
  id: Scalars['ID']['output'];
  series: Series;
  /** As printed: "4.5", "1-3", "EX". */
  label: Scalars['String']['output'];
  /** What it sorts by; of a range the first. Null for a special that has no number. */
  number?: Maybe<Scalars['Decimal']['output']>;
  /** Editions of this volume alone, earliest release first; box sets and omnibuses are not among them. */
  editions: Array<Edition>;
  /** Editions that have it inside, alone or among others: the fewest volumes first. */
  includedIn: Array<Edition>;
};


export type VolumeEditionsArgs = {
  format?: InputMaybe<Format>;
  language?: InputMaybe<Scalars['Locale']['input']>;
};


export type VolumeIncludedInArgs = {
  language?: InputMaybe<Scalars['Locale']['input']>;
  first?: Scalars['Int']['input'];
};

export type Edition = {
  __typename?: 'Edition';
  id: Scalars['ID']['output'];
  isbn13?: Maybe<Scalars['ISBN13']['output']>;
  title: Scalars['String']['output'];
  series: Series;
  /** Null for a box set or an omnibus; see contains. */
  volume?: Maybe<Volume>;
  /** The volumes inside; one for a single volume. */
  contains: Array<Volume>;
  volumeCount: Scalars['Int']['output'];
  format: Format;
  language: Scalars['Locale']['output'];
  publisher?: Maybe<Scalars['String']['output']>;
  releaseDate?: Maybe<Scalars['Date']['output']>;
  /** True until the day of release. */
  preorder: Scalars['Boolean']['output'];
};

export type Format =
  | 'PAPERBACK'
  | 'HARDCOVER'
  | 'DIGITAL'
  | 'BOX_SET'
  | 'OMNIBUS'
  | 'DELUXE'
  | 'AUDIOBOOK';

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
  Contributor: Contributor;
  Volume: Volume;
  Edition: Edition;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Series:
    ( { __typename: 'Series' }
    & GraphQLRecursivePick<FederationTypes['Series'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Series'], {"libraryEditionIds":true}> ) );
  Contributor:
    ( { __typename: 'Contributor' }
    & GraphQLRecursivePick<FederationTypes['Contributor'], {"id":true}> );
  Volume:
    ( { __typename: 'Volume' }
    & GraphQLRecursivePick<FederationTypes['Volume'], {"id":true}> );
  Edition:
    ( { __typename: 'Edition' }
    & ( GraphQLRecursivePick<FederationTypes['Edition'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Edition'], {"isbn13":true}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CatalogFilters: CatalogFilters;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  EditionConnection: ResolverTypeWrapper<Omit<EditionConnection, 'nodes'> & { nodes: Array<ResolversTypes['Edition']> }>;
  CatalogSearch: ResolverTypeWrapper<SearchPage>;
  CatalogFacets: ResolverTypeWrapper<CatalogFacets>;
  FacetCount: ResolverTypeWrapper<FacetCount>;
  Series: ResolverTypeWrapper<SeriesParent>;
  AgeGuidance: ResolverTypeWrapper<AgeGuidance>;
  ReadingStep: ResolverTypeWrapper<OrderedStep>;
  SeriesRelation: SeriesRelation;
  FormatCoverage: ResolverTypeWrapper<FormatCoverage>;
  MissingVolumes: ResolverTypeWrapper<VolumeGaps>;
  EditionContent: ResolverTypeWrapper<EditionContent>;
  VolumeConnection: ResolverTypeWrapper<Omit<VolumeConnection, 'nodes'> & { nodes: Array<ResolversTypes['Volume']> }>;
  Titles: ResolverTypeWrapper<Titles>;
  SeriesKind: SeriesKind;
  Demographic: Demographic;
  SeriesStatus: SeriesStatus;
  ReadingDirection: ReadingDirection;
  Contribution: ResolverTypeWrapper<ContributionRow>;
  ContributorRole: ContributorRole;
  Contributor: ResolverTypeWrapper<ContributorRow>;
  Volume: ResolverTypeWrapper<VolumeRow>;
  Edition: ResolverTypeWrapper<EditionRow>;
  Format: Format;
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
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  CatalogFilters: CatalogFilters;
  Boolean: Scalars['Boolean']['output'];
  EditionConnection: Omit<EditionConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['Edition']> };
  CatalogSearch: SearchPage;
  CatalogFacets: CatalogFacets;
  FacetCount: FacetCount;
  Series: SeriesParent;
  AgeGuidance: AgeGuidance;
  ReadingStep: OrderedStep;
  FormatCoverage: FormatCoverage;
  MissingVolumes: VolumeGaps;
  EditionContent: EditionContent;
  VolumeConnection: Omit<VolumeConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['Volume']> };
  Titles: Titles;
  Contribution: ContributionRow;
  Contributor: ContributorRow;
  Volume: VolumeRow;
  Edition: EditionRow;
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

export type JsonSchemaDirectiveResolver<Result, Parent, ContextType = CatalogContext, Args = JsonSchemaDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type UntrustedDirectiveArgs = { };

export type UntrustedDirectiveResolver<Result, Parent, ContextType = CatalogContext, Args = UntrustedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ClassifiedDirectiveArgs = {
  as: Array<Scalars['String']['input']>;
};

export type ClassifiedDirectiveResolver<Result, Parent, ContextType = CatalogContext, Args = ClassifiedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = {
  fields: Scalars['String']['input'];
};

export type PublicDirectiveResolver<Result, Parent, ContextType = CatalogContext, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ReadsDirectiveArgs = {
  fields: Array<Scalars['String']['input']>;
};

export type ReadsDirectiveResolver<Result, Parent, ContextType = CatalogContext, Args = ReadsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type StatedDirectiveArgs = {
  as: Scalars['String']['input'];
};

export type StatedDirectiveResolver<Result, Parent, ContextType = CatalogContext, Args = StatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  searchCatalog?: Resolver<ResolversTypes['CatalogSearch'], ParentType, ContextType, RequireFields<QuerySearchCatalogArgs, 'query' | 'first'>>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType, Partial<QueryEditionArgs>>;
  editions?: Resolver<Maybe<Array<ResolversTypes['Edition']>>, ParentType, ContextType, RequireFields<QueryEditionsArgs, 'ids'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType, RequireFields<QuerySeriesArgs, 'match'>>;
  upcomingReleases?: Resolver<ResolversTypes['EditionConnection'], ParentType, ContextType, RequireFields<QueryUpcomingReleasesArgs, 'first'>>;
};

export type EditionConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['EditionConnection'] = ResolversParentTypes['EditionConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Edition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CatalogSearchResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CatalogSearch'] = ResolversParentTypes['CatalogSearch']> = {
  nodes?: Resolver<Array<ResolversTypes['Edition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['CatalogFacets'], ParentType, ContextType>;
};

export type CatalogFacetsResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CatalogFacets'] = ResolversParentTypes['CatalogFacets']> = {
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  demographics?: Resolver<Array<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  genres?: Resolver<Array<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  formats?: Resolver<Array<ResolversTypes['FacetCount']>, ParentType, ContextType>;
};

export type FacetCountResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['FacetCount'] = ResolversParentTypes['FacetCount']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series'], FederationReferenceType extends FederationReferenceTypes['Series'] = FederationReferenceTypes['Series']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Series']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  titles?: Resolver<ResolversTypes['Titles'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SeriesKind'], ParentType, ContextType>;
  demographic?: Resolver<Maybe<ResolversTypes['Demographic']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SeriesStatus']>, ParentType, ContextType>;
  genres?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  ageRating?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readingDirection?: Resolver<Maybe<ResolversTypes['ReadingDirection']>, ParentType, ContextType>;
  originalPublisher?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  contributors?: Resolver<Array<ResolversTypes['Contribution']>, ParentType, ContextType>;
  releasedVolumes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  latestVolume?: Resolver<Maybe<ResolversTypes['Volume']>, ParentType, ContextType>;
  nextVolume?: Resolver<Maybe<ResolversTypes['Volume']>, ParentType, ContextType, RequireFields<SeriesNextVolumeArgs, 'after'>>;
  ageGuidance?: Resolver<ResolversTypes['AgeGuidance'], ParentType, ContextType, Partial<SeriesAgeGuidanceArgs>>;
  readingOrder?: Resolver<Array<ResolversTypes['ReadingStep']>, ParentType, ContextType>;
  editions?: Resolver<ResolversTypes['EditionConnection'], ParentType, ContextType, RequireFields<SeriesEditionsArgs, 'first'>>;
  formats?: Resolver<Array<ResolversTypes['FormatCoverage']>, ParentType, ContextType, Partial<SeriesFormatsArgs>>;
  editionsWithVolume?: Resolver<Array<ResolversTypes['Edition']>, ParentType, ContextType, RequireFields<SeriesEditionsWithVolumeArgs, 'volume'>>;
  missingVolumes?: Resolver<Maybe<ResolversTypes['MissingVolumes']>, ParentType, ContextType>;
  editionContents?: Resolver<Array<ResolversTypes['EditionContent']>, ParentType, ContextType>;
  volumes?: Resolver<ResolversTypes['VolumeConnection'], ParentType, ContextType, RequireFields<SeriesVolumesArgs, 'first'>>;
};

export type AgeGuidanceResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['AgeGuidance'] = ResolversParentTypes['AgeGuidance']> = {
  rating?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  minimumAge?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  suitable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  contentNotes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReadingStepResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ReadingStep'] = ResolversParentTypes['ReadingStep']> = {
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['SeriesRelation'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FormatCoverageResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['FormatCoverage'] = ResolversParentTypes['FormatCoverage']> = {
  format?: Resolver<ResolversTypes['Format'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  editionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  volumes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MissingVolumesResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['MissingVolumes'] = ResolversParentTypes['MissingVolumes']> = {
  ownedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ranges?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  volumes?: Resolver<Array<ResolversTypes['Volume']>, ParentType, ContextType, RequireFields<MissingVolumesVolumesArgs, 'first'>>;
};

export type EditionContentResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['EditionContent'] = ResolversParentTypes['EditionContent']> = {
  editionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['Format'], ParentType, ContextType>;
  first?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  last?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  volumeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VolumeConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['VolumeConnection'] = ResolversParentTypes['VolumeConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Volume']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TitlesResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Titles'] = ResolversParentTypes['Titles']> = {
  english?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  romaji?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  native?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContributionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Contribution'] = ResolversParentTypes['Contribution']> = {
  role?: Resolver<ResolversTypes['ContributorRole'], ParentType, ContextType>;
  contributor?: Resolver<ResolversTypes['Contributor'], ParentType, ContextType>;
};

export type ContributorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Contributor'] = ResolversParentTypes['Contributor'], FederationReferenceType extends FederationReferenceTypes['Contributor'] = FederationReferenceTypes['Contributor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contributor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VolumeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Volume'] = ResolversParentTypes['Volume'], FederationReferenceType extends FederationReferenceTypes['Volume'] = FederationReferenceTypes['Volume']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Volume']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  editions?: Resolver<Array<ResolversTypes['Edition']>, ParentType, ContextType, Partial<VolumeEditionsArgs>>;
  includedIn?: Resolver<Array<ResolversTypes['Edition']>, ParentType, ContextType, RequireFields<VolumeIncludedInArgs, 'first'>>;
};

export type EditionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Edition'] = ResolversParentTypes['Edition'], FederationReferenceType extends FederationReferenceTypes['Edition'] = FederationReferenceTypes['Edition']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Edition']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isbn13?: Resolver<Maybe<ResolversTypes['ISBN13']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType>;
  volume?: Resolver<Maybe<ResolversTypes['Volume']>, ParentType, ContextType>;
  contains?: Resolver<Array<ResolversTypes['Volume']>, ParentType, ContextType>;
  volumeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['Format'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  publisher?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releaseDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  preorder?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FreshnessResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UnavailableResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Unavailable'] = ResolversParentTypes['Unavailable']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UnavailableReason'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = CatalogContext> = {
  Query?: QueryResolvers<ContextType>;
  EditionConnection?: EditionConnectionResolvers<ContextType>;
  CatalogSearch?: CatalogSearchResolvers<ContextType>;
  CatalogFacets?: CatalogFacetsResolvers<ContextType>;
  FacetCount?: FacetCountResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  AgeGuidance?: AgeGuidanceResolvers<ContextType>;
  ReadingStep?: ReadingStepResolvers<ContextType>;
  FormatCoverage?: FormatCoverageResolvers<ContextType>;
  MissingVolumes?: MissingVolumesResolvers<ContextType>;
  EditionContent?: EditionContentResolvers<ContextType>;
  VolumeConnection?: VolumeConnectionResolvers<ContextType>;
  Titles?: TitlesResolvers<ContextType>;
  Contribution?: ContributionResolvers<ContextType>;
  Contributor?: ContributorResolvers<ContextType>;
  Volume?: VolumeResolvers<ContextType>;
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

export type DirectiveResolvers<ContextType = CatalogContext> = {
  jsonSchema?: JsonSchemaDirectiveResolver<any, any, ContextType>;
  untrusted?: UntrustedDirectiveResolver<any, any, ContextType>;
  classified?: ClassifiedDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
  reads?: ReadsDirectiveResolver<any, any, ContextType>;
  stated?: StatedDirectiveResolver<any, any, ContextType>;
};
