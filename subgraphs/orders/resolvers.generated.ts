import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OrderRow, PricedOrderLineRow, PackageRow, PackageLineRow } from './repository.ts';
import type { ScanEventRow, ShippingAddressRow, ReturnLineRow } from './afterSalesRows.ts';
import type { ParcelIssue } from './deliveryRules.ts';
import type { CustomerReference, TicketReference, OrdersContext } from './loaders.ts';
import type { PricedReturnRow, PricedRefundRow } from './repositoryAfterSales.ts';
import type { LineReturnOf, DamageDecisionOf } from './resolversEligibility.ts';
import type { CancelPreview } from './serviceCancel.ts';
import type { ReturnPreview } from './serviceReturn.ts';
import type { AddressPreview } from './serviceAddress.ts';
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
  /** The caller's own order; the latest where no number is given. Null both for a missing one and another's. */
  order?: Maybe<Order>;
  /** The caller's own orders, latest first. */
  orders: OrderConnection;
  /**
   * What cancelling would do; changes nothing. The token in it is for cancelOrder, holds for five minutes and for
   * this caller and this state of the order only.
   */
  cancelOrderPreview?: Maybe<CancelOrderPreview>;
  /**
   * What sending these lines back would do; changes nothing. Null where the caller has no such order, or the order no
   * such line. The token in it is for startReturn with the same lines,
   * holds for five minutes and for this caller and this state of the order only.
   */
  startReturnPreview?: Maybe<StartReturnPreview>;
  /** What sending an order elsewhere would do; changes nothing. The token in it is for changeShippingAddress. */
  changeShippingAddressPreview?: Maybe<ChangeShippingAddressPreview>;
};


export type QueryOrderArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryOrdersArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCancelOrderPreviewArgs = {
  orderId: Scalars['ID']['input'];
};


export type QueryStartReturnPreviewArgs = {
  orderId: Scalars['ID']['input'];
  lines: Array<ReturnLineInput>;
};


export type QueryChangeShippingAddressPreviewArgs = {
  orderId: Scalars['ID']['input'];
  address: ShippingAddressInput;
};

export type ReturnLineInput = {
  lineId: Scalars['ID']['input'];
  quantity?: Scalars['Int']['input'];
  reason: ReturnReason;
};

export type ReturnReason =
  | 'CHANGED_MIND'
  | 'DAMAGED'
  | 'WRONG_ITEM'
  | 'NOT_AS_DESCRIBED';

export type ShippingAddressInput = {
  recipient: Scalars['String']['input'];
  /** Street and house, one to three lines. */
  lines: Array<Scalars['String']['input']>;
  city: Scalars['String']['input'];
  /** Where the country has them. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** As that country writes it, such as 97205, 150-0001 or 10115. */
  postalCode: Scalars['String']['input'];
  country: Scalars['CountryCode']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Cancels a whole order that has not shipped. The same idempotency key again gives the first answer; with another
   * order it is refused.
   */
  cancelOrder: CancelOrderPayload;
  /** Starts a return as it was previewed, with a label to send it back. */
  startReturn: StartReturnPayload;
  /** Sends an order that has not left elsewhere, as it was previewed. */
  changeShippingAddress: ChangeShippingAddressPayload;
};


export type MutationCancelOrderArgs = {
  orderId: Scalars['ID']['input'];
  confirmationToken: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationStartReturnArgs = {
  orderId: Scalars['ID']['input'];
  lines: Array<ReturnLineInput>;
  confirmationToken: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationChangeShippingAddressArgs = {
  orderId: Scalars['ID']['input'];
  address: ShippingAddressInput;
  confirmationToken: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type OrderConnection = {
  __typename?: 'OrderConnection';
  nodes: Array<Order>;
  pageInfo: PageInfo;
};

export type Order = {
  __typename?: 'Order';
  /** The number printed on the confirmation. */
  id: Scalars['ID']['output'];
  placedAt: Scalars['DateTime']['output'];
  status: OrderStatus;
  marketplace: Marketplace;
  total: Money;
  /** Why it has not shipped; null when nothing holds it. */
  holdReason?: Maybe<HoldReason>;
  /** When the last package should arrive; null where unknown or already arrived. */
  estimatedDelivery?: Maybe<Scalars['Date']['output']>;
  /** All, or the one that is asked about: none where it has no such line. */
  lines: Array<OrderLine>;
  packages: Array<Package>;
  /** Where it goes; null for digital orders. */
  shippingAddress?: Maybe<ShippingAddress>;
  /** What to do about a parcel that is late, lost, or said to be delivered and is not there; null where all is well. */
  deliveryIssue?: Maybe<DeliveryIssue>;
  /** One entry for each line, or for those asked about, at most 100; unknown ones are left out. */
  returnEligibility: Array<LineReturnEligibility>;
  /** Latest first. */
  returns: Array<Return>;
  /** Latest first. */
  refunds: Array<Refund>;
};


export type OrderLinesArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type OrderReturnEligibilityArgs = {
  lineIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

export type OrderStatus =
  | 'PROCESSING'
  | 'ON_HOLD'
  | 'PARTLY_SHIPPED'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'CANCELLED';

export type HoldReason =
  | 'AWAITING_RELEASE'
  | 'AWAITING_STOCK'
  | 'PAYMENT_PENDING'
  | 'ADDRESS_CHECK';

export type OrderLine = {
  __typename?: 'OrderLine';
  id: Scalars['ID']['output'];
  /** Null only when the catalog is down, so that the order stands. */
  edition?: Maybe<Edition>;
  quantity: Scalars['Int']['output'];
  unitPrice: Money;
  /** What can be done when it arrived damaged. */
  damageHelp: DamageHelp;
};

export type Package = {
  __typename?: 'Package';
  id: Scalars['ID']['output'];
  status: PackageStatus;
  carrier?: Maybe<Scalars['String']['output']>;
  trackingNumber?: Maybe<Scalars['String']['output']>;
  shippedAt?: Maybe<Scalars['DateTime']['output']>;
  estimatedDelivery?: Maybe<Scalars['Date']['output']>;
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  lines: Array<PackageLine>;
  /** What the carrier said, latest first; null where it is withheld, so that the package stands. */
  events?: Maybe<Array<ScanEvent>>;
  /** How old the carrier's word is; null for a parcel that is not under way. */
  freshness?: Maybe<Freshness>;
};


export type PackageEventsArgs = {
  first?: Scalars['Int']['input'];
};

export type ScanEvent = {
  __typename?: 'ScanEvent';
  at: Scalars['DateTime']['output'];
  kind: ScanKind;
  /** City and country, where known. */
  place?: Maybe<Scalars['String']['output']>;
};

export type ScanKind =
  | 'LABEL_CREATED'
  | 'PICKED_UP'
  | 'ARRIVED_AT_HUB'
  | 'DEPARTED_HUB'
  | 'CUSTOMS'
  | 'OUT_FOR_DELIVERY'
  | 'DELIVERY_ATTEMPTED'
  | 'DELIVERED'
  | 'RETURNED_TO_SENDER'
  | 'LOST';

export type ShippingAddress = {
  __typename?: 'ShippingAddress';
  recipient: Scalars['String']['output'];
  lines: Array<Scalars['String']['output']>;
  city: Scalars['String']['output'];
  region?: Maybe<Scalars['String']['output']>;
  postalCode: Scalars['String']['output'];
  country: Scalars['CountryCode']['output'];
};

export type DeliveryIssue = {
  __typename?: 'DeliveryIssue';
  kind: DeliveryIssueKind;
  /** The parcel that it is about. */
  package: Package;
  /** What to do now, first things first. */
  nextActions: Array<DeliveryAction>;
  /** From when it can be claimed as missing; null where it can be now or never. */
  claimFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Until when it can be claimed. */
  claimUntil?: Maybe<Scalars['DateTime']['output']>;
  clause?: Maybe<PolicyClause>;
};

export type DeliveryIssueKind =
  | 'LATE'
  | 'LOST'
  | 'DELIVERED_NOT_CLAIMABLE_YET'
  | 'DELIVERED_CLAIMABLE'
  | 'DELIVERED_CLAIM_EXPIRED';

export type DeliveryAction =
  | 'CHECK_WITH_NEIGHBOURS'
  | 'WAIT'
  | 'CONTACT_CARRIER'
  | 'OPEN_TICKET'
  | 'REQUEST_REFUND_OR_REPLACEMENT';

export type LineReturnEligibility = {
  __typename?: 'LineReturnEligibility';
  line: OrderLine;
  eligible: Scalars['Boolean']['output'];
  /** Why not; null when it is. */
  refusal?: Maybe<ReturnRefusal>;
  /** How many copies can still go back. */
  returnableQuantity: Scalars['Int']['output'];
  /** The last moment to start a return; null where it has not arrived or time is not what decides. */
  deadline?: Maybe<Scalars['DateTime']['output']>;
  /**
   * For a return without a fault of the shop's, once for all of its lines and never more than they cost; nothing where
   * it cannot go back any more.
   */
  fee: Money;
  clause?: Maybe<PolicyClause>;
};

export type ReturnRefusal =
  | 'NOT_DELIVERED'
  | 'WINDOW_CLOSED'
  | 'DIGITAL'
  | 'ALREADY_RETURNED'
  | 'ORDER_CANCELLED'
  /** Fewer copies can go back than were asked about. */
  | 'TOO_MANY';

export type StartReturnPreview = {
  __typename?: 'StartReturnPreview';
  order: Order;
  allowed: Scalars['Boolean']['output'];
  /** Why not, of the first line that cannot go back; null when all can. */
  refusal?: Maybe<ReturnRefusal>;
  /** What would be paid back, after the fee; nothing when it is refused. */
  refund: Money;
  fee: Money;
  deadline?: Maybe<Scalars['DateTime']['output']>;
  clause?: Maybe<PolicyClause>;
  /** Hand it to startReturn; null when it is refused. */
  confirmationToken?: Maybe<Scalars['String']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

export type StartReturnPayload = {
  __typename?: 'StartReturnPayload';
  return?: Maybe<Return>;
  userErrors: Array<UserError>;
  /** True when this answers a key that was used before: nothing was done again. */
  replayed: Scalars['Boolean']['output'];
};

export type Return = {
  __typename?: 'Return';
  id: Scalars['ID']['output'];
  status: ReturnStatus;
  startedAt: Scalars['DateTime']['output'];
  /** By when it must be handed to the carrier. */
  sendBy?: Maybe<Scalars['Date']['output']>;
  receivedAt?: Maybe<Scalars['DateTime']['output']>;
  lines: Array<ReturnLine>;
  fee: Money;
};

export type ReturnLine = {
  __typename?: 'ReturnLine';
  line: OrderLine;
  quantity: Scalars['Int']['output'];
  reason: ReturnReason;
};

export type ReturnStatus =
  | 'LABEL_SENT'
  | 'IN_TRANSIT'
  | 'RECEIVED'
  | 'REFUNDED'
  | 'REJECTED';

export type Refund = {
  __typename?: 'Refund';
  id: Scalars['ID']['output'];
  status: RefundStatus;
  amount: Money;
  reason: RefundReason;
  /** Such as "Visa •••• 4242". */
  method: Scalars['String']['output'];
  requestedAt: Scalars['DateTime']['output'];
  /** By when it should be there; null once it is, or where it failed. */
  expectedBy?: Maybe<Scalars['Date']['output']>;
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  clause?: Maybe<PolicyClause>;
};

export type RefundStatus =
  | 'AWAITING_RETURN'
  | 'PROCESSING'
  | 'SENT_TO_BANK'
  | 'COMPLETED'
  | 'FAILED';

export type RefundReason =
  | 'CANCELLED'
  | 'RETURNED'
  | 'LOST'
  | 'DAMAGED';

export type DamageHelp = {
  __typename?: 'DamageHelp';
  eligible: Scalars['Boolean']['output'];
  refusal?: Maybe<DamageRefusal>;
  /** The last moment to report it; null where it has not arrived. */
  reportUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What the customer may choose. */
  remedies: Array<DamageRemedy>;
  photoNeeded: Scalars['Boolean']['output'];
  clause?: Maybe<PolicyClause>;
};

export type DamageRefusal =
  | 'NOT_DELIVERED'
  | 'REPORTED_TOO_LATE'
  | 'DIGITAL'
  | 'ALREADY_RETURNED'
  | 'ORDER_CANCELLED';

export type DamageRemedy =
  | 'REPLACEMENT'
  | 'FULL_REFUND';

export type ChangeShippingAddressPreview = {
  __typename?: 'ChangeShippingAddressPreview';
  order: Order;
  allowed: Scalars['Boolean']['output'];
  refusal?: Maybe<AddressChangeRefusal>;
  /** When it should arrive at the new address; null where unknown. */
  estimatedDelivery?: Maybe<Scalars['Date']['output']>;
  clause?: Maybe<PolicyClause>;
  /** Hand it to changeShippingAddress; null when it is refused. */
  confirmationToken?: Maybe<Scalars['String']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

export type AddressChangeRefusal =
  | 'ALREADY_SHIPPED'
  | 'ALREADY_DELIVERED'
  | 'ORDER_CANCELLED'
  | 'OTHER_COUNTRY'
  | 'NO_SHIPPING';

export type ChangeShippingAddressPayload = {
  __typename?: 'ChangeShippingAddressPayload';
  order?: Maybe<Order>;
  userErrors: Array<UserError>;
  /** True when this answers a key that was used before: nothing was done again. */
  replayed: Scalars['Boolean']['output'];
};

export type PackageLine = {
  __typename?: 'PackageLine';
  line: OrderLine;
  quantity: Scalars['Int']['output'];
};

export type PackageStatus =
  | 'PREPARING'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'DELIVERED'
  | 'LOST';

export type CancelOrderPreview = {
  __typename?: 'CancelOrderPreview';
  order: Order;
  allowed: Scalars['Boolean']['output'];
  /** Why it cannot be cancelled; null when it can. */
  refusal?: Maybe<CancelRefusal>;
  /** What would be paid back, after the fee; nothing when cancelling is refused or payment is still pending. */
  refund: Money;
  fee: Money;
  clause?: Maybe<PolicyClause>;
  /** Hand it to cancelOrder; null when cancelling is refused. */
  confirmationToken?: Maybe<Scalars['String']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

export type CancelRefusal =
  | 'ALREADY_SHIPPED'
  | 'ALREADY_DELIVERED'
  | 'ALREADY_CANCELLED';

export type CancelOrderPayload = {
  __typename?: 'CancelOrderPayload';
  /** The cancelled order; null when cancelling was refused. */
  order?: Maybe<Order>;
  userErrors: Array<UserError>;
  /** True when this answers a key that was used before: nothing was done again. */
  replayed: Scalars['Boolean']['output'];
};

export type Edition = {
  __typename?: 'Edition';
  id: Scalars['ID']['output'];
};

export type PolicyClause = {
  __typename?: 'PolicyClause';
  id: Scalars['ID']['output'];
};

export type Customer = {
  __typename?: 'Customer';
  id: Scalars['ID']['output'];
  /** Latest first; null only where they are withheld or this source is down, so that the customer stands. */
  orders?: Maybe<Array<Order>>;
};


export type CustomerOrdersArgs = {
  first?: Scalars['Int']['input'];
};

export type Ticket = {
  __typename?: 'Ticket';
  id: Scalars['ID']['output'];
  orderReference?: Maybe<Scalars['ID']['output']>;
  customerReference: Scalars['ID']['output'];
  /** Null where it is about none, where its customer has no such order, and where the caller may not see that one. */
  order?: Maybe<Order>;
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
  Order: Order;
  Customer: Customer;
  Ticket: Ticket;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Ticket:
    ( { __typename: 'Ticket' }
    & GraphQLRecursivePick<FederationTypes['Ticket'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Ticket'], {"orderReference":true,"customerReference":true}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ReturnLineInput: ReturnLineInput;
  ReturnReason: ReturnReason;
  ShippingAddressInput: ShippingAddressInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderConnection: ResolverTypeWrapper<Omit<OrderConnection, 'nodes'> & { nodes: Array<ResolversTypes['Order']> }>;
  Order: ResolverTypeWrapper<OrderRow>;
  OrderStatus: OrderStatus;
  HoldReason: HoldReason;
  OrderLine: ResolverTypeWrapper<PricedOrderLineRow>;
  Package: ResolverTypeWrapper<PackageRow>;
  ScanEvent: ResolverTypeWrapper<ScanEventRow>;
  ScanKind: ScanKind;
  ShippingAddress: ResolverTypeWrapper<ShippingAddressRow>;
  DeliveryIssue: ResolverTypeWrapper<ParcelIssue>;
  DeliveryIssueKind: DeliveryIssueKind;
  DeliveryAction: DeliveryAction;
  LineReturnEligibility: ResolverTypeWrapper<LineReturnOf>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ReturnRefusal: ReturnRefusal;
  StartReturnPreview: ResolverTypeWrapper<ReturnPreview>;
  StartReturnPayload: ResolverTypeWrapper<Omit<StartReturnPayload, 'return'> & { return?: Maybe<ResolversTypes['Return']> }>;
  Return: ResolverTypeWrapper<PricedReturnRow>;
  ReturnLine: ResolverTypeWrapper<ReturnLineRow>;
  ReturnStatus: ReturnStatus;
  Refund: ResolverTypeWrapper<PricedRefundRow>;
  RefundStatus: RefundStatus;
  RefundReason: RefundReason;
  DamageHelp: ResolverTypeWrapper<DamageDecisionOf>;
  DamageRefusal: DamageRefusal;
  DamageRemedy: DamageRemedy;
  ChangeShippingAddressPreview: ResolverTypeWrapper<AddressPreview>;
  AddressChangeRefusal: AddressChangeRefusal;
  ChangeShippingAddressPayload: ResolverTypeWrapper<Omit<ChangeShippingAddressPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  PackageLine: ResolverTypeWrapper<PackageLineRow>;
  PackageStatus: PackageStatus;
  CancelOrderPreview: ResolverTypeWrapper<CancelPreview>;
  CancelRefusal: CancelRefusal;
  CancelOrderPayload: ResolverTypeWrapper<Omit<CancelOrderPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  Edition: ResolverTypeWrapper<Edition>;
  PolicyClause: ResolverTypeWrapper<PolicyClause>;
  Customer: ResolverTypeWrapper<CustomerReference>;
  Ticket: ResolverTypeWrapper<TicketReference>;
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
  ReturnLineInput: ReturnLineInput;
  ShippingAddressInput: ShippingAddressInput;
  Mutation: Record<PropertyKey, never>;
  OrderConnection: Omit<OrderConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['Order']> };
  Order: OrderRow;
  OrderLine: PricedOrderLineRow;
  Package: PackageRow;
  ScanEvent: ScanEventRow;
  ShippingAddress: ShippingAddressRow;
  DeliveryIssue: ParcelIssue;
  LineReturnEligibility: LineReturnOf;
  Boolean: Scalars['Boolean']['output'];
  StartReturnPreview: ReturnPreview;
  StartReturnPayload: Omit<StartReturnPayload, 'return'> & { return?: Maybe<ResolversParentTypes['Return']> };
  Return: PricedReturnRow;
  ReturnLine: ReturnLineRow;
  Refund: PricedRefundRow;
  DamageHelp: DamageDecisionOf;
  ChangeShippingAddressPreview: AddressPreview;
  ChangeShippingAddressPayload: Omit<ChangeShippingAddressPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  PackageLine: PackageLineRow;
  CancelOrderPreview: CancelPreview;
  CancelOrderPayload: Omit<CancelOrderPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  Edition: Edition;
  PolicyClause: PolicyClause;
  Customer: CustomerReference;
  Ticket: TicketReference;
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

export type JsonSchemaDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = JsonSchemaDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type UntrustedDirectiveArgs = { };

export type UntrustedDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = UntrustedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ClassifiedDirectiveArgs = {
  as: Array<Scalars['String']['input']>;
};

export type ClassifiedDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = ClassifiedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = {
  fields: Scalars['String']['input'];
};

export type PublicDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ReadsDirectiveArgs = {
  fields: Array<Scalars['String']['input']>;
};

export type ReadsDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = ReadsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type StatedDirectiveArgs = {
  as: Scalars['String']['input'];
};

export type StatedDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = StatedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, Partial<QueryOrderArgs>>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  cancelOrderPreview?: Resolver<Maybe<ResolversTypes['CancelOrderPreview']>, ParentType, ContextType, RequireFields<QueryCancelOrderPreviewArgs, 'orderId'>>;
  startReturnPreview?: Resolver<Maybe<ResolversTypes['StartReturnPreview']>, ParentType, ContextType, RequireFields<QueryStartReturnPreviewArgs, 'orderId' | 'lines'>>;
  changeShippingAddressPreview?: Resolver<Maybe<ResolversTypes['ChangeShippingAddressPreview']>, ParentType, ContextType, RequireFields<QueryChangeShippingAddressPreviewArgs, 'orderId' | 'address'>>;
};

export type MutationResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelOrder?: Resolver<ResolversTypes['CancelOrderPayload'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'orderId' | 'confirmationToken' | 'idempotencyKey'>>;
  startReturn?: Resolver<ResolversTypes['StartReturnPayload'], ParentType, ContextType, RequireFields<MutationStartReturnArgs, 'orderId' | 'lines' | 'confirmationToken' | 'idempotencyKey'>>;
  changeShippingAddress?: Resolver<ResolversTypes['ChangeShippingAddressPayload'], ParentType, ContextType, RequireFields<MutationChangeShippingAddressArgs, 'orderId' | 'address' | 'confirmationToken' | 'idempotencyKey'>>;
};

export type OrderConnectionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  marketplace?: Resolver<ResolversTypes['Marketplace'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  holdReason?: Resolver<Maybe<ResolversTypes['HoldReason']>, ParentType, ContextType>;
  estimatedDelivery?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType, Partial<OrderLinesArgs>>;
  packages?: Resolver<Array<ResolversTypes['Package']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['ShippingAddress']>, ParentType, ContextType>;
  deliveryIssue?: Resolver<Maybe<ResolversTypes['DeliveryIssue']>, ParentType, ContextType>;
  returnEligibility?: Resolver<Array<ResolversTypes['LineReturnEligibility']>, ParentType, ContextType, Partial<OrderReturnEligibilityArgs>>;
  returns?: Resolver<Array<ResolversTypes['Return']>, ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  damageHelp?: Resolver<ResolversTypes['DamageHelp'], ParentType, ContextType>;
};

export type PackageResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Package'] = ResolversParentTypes['Package']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PackageStatus'], ParentType, ContextType>;
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trackingNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shippedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  estimatedDelivery?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['PackageLine']>, ParentType, ContextType>;
  events?: Resolver<Maybe<Array<ResolversTypes['ScanEvent']>>, ParentType, ContextType, RequireFields<PackageEventsArgs, 'first'>>;
  freshness?: Resolver<Maybe<ResolversTypes['Freshness']>, ParentType, ContextType>;
};

export type ScanEventResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ScanEvent'] = ResolversParentTypes['ScanEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ScanKind'], ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ShippingAddressResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ShippingAddress'] = ResolversParentTypes['ShippingAddress']> = {
  recipient?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
};

export type DeliveryIssueResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['DeliveryIssue'] = ResolversParentTypes['DeliveryIssue']> = {
  kind?: Resolver<ResolversTypes['DeliveryIssueKind'], ParentType, ContextType>;
  package?: Resolver<ResolversTypes['Package'], ParentType, ContextType>;
  nextActions?: Resolver<Array<ResolversTypes['DeliveryAction']>, ParentType, ContextType>;
  claimFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  claimUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  clause?: Resolver<Maybe<ResolversTypes['PolicyClause']>, ParentType, ContextType>;
};

export type LineReturnEligibilityResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['LineReturnEligibility'] = ResolversParentTypes['LineReturnEligibility']> = {
  line?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  eligible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['ReturnRefusal']>, ParentType, ContextType>;
  returnableQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deadline?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  clause?: Resolver<Maybe<ResolversTypes['PolicyClause']>, ParentType, ContextType>;
};

export type StartReturnPreviewResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['StartReturnPreview'] = ResolversParentTypes['StartReturnPreview']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['ReturnRefusal']>, ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deadline?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  clause?: Resolver<Maybe<ResolversTypes['PolicyClause']>, ParentType, ContextType>;
  confirmationToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type StartReturnPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['StartReturnPayload'] = ResolversParentTypes['StartReturnPayload']> = {
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReturnResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Return'] = ResolversParentTypes['Return']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReturnStatus'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sendBy?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReturnLine']>, ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ReturnLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ReturnLine'] = ResolversParentTypes['ReturnLine']> = {
  line?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['ReturnReason'], ParentType, ContextType>;
};

export type RefundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['RefundReason'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expectedBy?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  clause?: Resolver<Maybe<ResolversTypes['PolicyClause']>, ParentType, ContextType>;
};

export type DamageHelpResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['DamageHelp'] = ResolversParentTypes['DamageHelp']> = {
  eligible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['DamageRefusal']>, ParentType, ContextType>;
  reportUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  remedies?: Resolver<Array<ResolversTypes['DamageRemedy']>, ParentType, ContextType>;
  photoNeeded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  clause?: Resolver<Maybe<ResolversTypes['PolicyClause']>, ParentType, ContextType>;
};

export type ChangeShippingAddressPreviewResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ChangeShippingAddressPreview'] = ResolversParentTypes['ChangeShippingAddressPreview']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['AddressChangeRefusal']>, ParentType, ContextType>;
  estimatedDelivery?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  clause?: Resolver<Maybe<ResolversTypes['PolicyClause']>, ParentType, ContextType>;
  confirmationToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChangeShippingAddressPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ChangeShippingAddressPayload'] = ResolversParentTypes['ChangeShippingAddressPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PackageLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PackageLine'] = ResolversParentTypes['PackageLine']> = {
  line?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CancelOrderPreviewResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CancelOrderPreview'] = ResolversParentTypes['CancelOrderPreview']> = {
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['CancelRefusal']>, ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  clause?: Resolver<Maybe<ResolversTypes['PolicyClause']>, ParentType, ContextType>;
  confirmationToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CancelOrderPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CancelOrderPayload'] = ResolversParentTypes['CancelOrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EditionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Edition'] = ResolversParentTypes['Edition']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PolicyClauseResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PolicyClause'] = ResolversParentTypes['PolicyClause']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<Array<ResolversTypes['Order']>>, ParentType, ContextType, RequireFields<CustomerOrdersArgs, 'first'>>;
};

export type TicketResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket'], FederationReferenceType extends FederationReferenceTypes['Ticket'] = FederationReferenceTypes['Ticket']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ticket']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FreshnessResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Freshness'] = ResolversParentTypes['Freshness']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UnavailableResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Unavailable'] = ResolversParentTypes['Unavailable']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UnavailableReason'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = OrdersContext> = {
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  Package?: PackageResolvers<ContextType>;
  ScanEvent?: ScanEventResolvers<ContextType>;
  ShippingAddress?: ShippingAddressResolvers<ContextType>;
  DeliveryIssue?: DeliveryIssueResolvers<ContextType>;
  LineReturnEligibility?: LineReturnEligibilityResolvers<ContextType>;
  StartReturnPreview?: StartReturnPreviewResolvers<ContextType>;
  StartReturnPayload?: StartReturnPayloadResolvers<ContextType>;
  Return?: ReturnResolvers<ContextType>;
  ReturnLine?: ReturnLineResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  DamageHelp?: DamageHelpResolvers<ContextType>;
  ChangeShippingAddressPreview?: ChangeShippingAddressPreviewResolvers<ContextType>;
  ChangeShippingAddressPayload?: ChangeShippingAddressPayloadResolvers<ContextType>;
  PackageLine?: PackageLineResolvers<ContextType>;
  CancelOrderPreview?: CancelOrderPreviewResolvers<ContextType>;
  CancelOrderPayload?: CancelOrderPayloadResolvers<ContextType>;
  Edition?: EditionResolvers<ContextType>;
  PolicyClause?: PolicyClauseResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
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

export type DirectiveResolvers<ContextType = OrdersContext> = {
  jsonSchema?: JsonSchemaDirectiveResolver<any, any, ContextType>;
  untrusted?: UntrustedDirectiveResolver<any, any, ContextType>;
  classified?: ClassifiedDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
  reads?: ReadsDirectiveResolver<any, any, ContextType>;
  stated?: StatedDirectiveResolver<any, any, ContextType>;
};
