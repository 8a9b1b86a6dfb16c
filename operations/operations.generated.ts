import type { PersistedDocument } from './persistedDocument.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AddressChangeRefusal =
  | 'ALREADY_SHIPPED'
  | 'ALREADY_DELIVERED'
  | 'ORDER_CANCELLED'
  | 'OTHER_COUNTRY'
  | 'NO_SHIPPING';

export type Availability =
  | 'IN_STOCK'
  | 'LOW_STOCK'
  | 'PREORDER'
  | 'BACKORDER'
  | 'OUT_OF_STOCK';

export type CancelRefusal =
  | 'ALREADY_SHIPPED'
  | 'ALREADY_DELIVERED'
  | 'ALREADY_CANCELLED';

export type ContributorRole =
  | 'STORY'
  | 'ART'
  | 'STORY_AND_ART'
  | 'ILLUSTRATION'
  | 'TRANSLATION';

export type DamageRefusal =
  | 'NOT_DELIVERED'
  | 'REPORTED_TOO_LATE'
  | 'DIGITAL'
  | 'ALREADY_RETURNED'
  | 'ORDER_CANCELLED';

export type DamageRemedy =
  | 'REPLACEMENT'
  | 'FULL_REFUND';

export type DeliveryAction =
  | 'CHECK_WITH_NEIGHBOURS'
  | 'WAIT'
  | 'CONTACT_CARRIER'
  | 'OPEN_TICKET'
  | 'REQUEST_REFUND_OR_REPLACEMENT';

export type DeliveryIssueKind =
  | 'LATE'
  | 'LOST'
  | 'DELIVERED_NOT_CLAIMABLE_YET'
  | 'DELIVERED_CLAIMABLE'
  | 'DELIVERED_CLAIM_EXPIRED';

export type Demographic =
  | 'SHONEN'
  | 'SHOJO'
  | 'SEINEN'
  | 'JOSEI'
  | 'KODOMO';

export type Format =
  | 'PAPERBACK'
  | 'HARDCOVER'
  | 'DIGITAL'
  | 'BOX_SET'
  | 'OMNIBUS'
  | 'DELUXE'
  | 'AUDIOBOOK';

export type HoldReason =
  | 'AWAITING_RELEASE'
  | 'AWAITING_STOCK'
  | 'PAYMENT_PENDING'
  | 'ADDRESS_CHECK';

/** A shop of its own, with its own prices and stock. */
export type Marketplace =
  | 'US'
  | 'JP'
  | 'DE';

export type OrderStatus =
  | 'PROCESSING'
  | 'ON_HOLD'
  | 'PARTLY_SHIPPED'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'CANCELLED';

export type PackageStatus =
  | 'PREPARING'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'DELIVERED'
  | 'LOST';

export type PolicyTopic =
  | 'RETURNS'
  | 'CANCELLATION'
  | 'PREORDER'
  | 'REFUNDS'
  | 'DAMAGED'
  | 'DELIVERY'
  | 'SHIPPING'
  | 'ADDRESS_CHANGE'
  | 'PAYMENT'
  | 'DIGITAL'
  | 'GIFTS'
  | 'PRIVACY'
  | 'AGE_RATING';

export type ReadingDirection =
  | 'RIGHT_TO_LEFT'
  | 'LEFT_TO_RIGHT';

export type RefundReason =
  | 'CANCELLED'
  | 'RETURNED'
  | 'LOST'
  | 'DAMAGED';

export type RefundStatus =
  | 'AWAITING_RETURN'
  | 'PROCESSING'
  | 'SENT_TO_BANK'
  | 'COMPLETED'
  | 'FAILED';

export type ReturnLineInput = {
  lineId: string | number;
  quantity?: number;
  reason: ReturnReason;
};

export type ReturnReason =
  | 'CHANGED_MIND'
  | 'DAMAGED'
  | 'WRONG_ITEM'
  | 'NOT_AS_DESCRIBED';

export type ReturnRefusal =
  | 'NOT_DELIVERED'
  | 'WINDOW_CLOSED'
  | 'DIGITAL'
  | 'ALREADY_RETURNED'
  | 'ORDER_CANCELLED'
  /** Fewer copies can go back than were asked about. */
  | 'TOO_MANY';

export type ReturnStatus =
  | 'LABEL_SENT'
  | 'IN_TRANSIT'
  | 'RECEIVED'
  | 'REFUNDED'
  | 'REJECTED';

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

export type SeriesKind =
  | 'MANGA'
  | 'LIGHT_NOVEL';

export type SeriesRelation =
  | 'ITSELF'
  /** What a side story or a spin-off belongs to. */
  | 'MAIN_STORY'
  | 'PREQUEL'
  | 'SEQUEL'
  | 'SIDE_STORY'
  | 'SPIN_OFF'
  | 'ALTERNATIVE_VERSION';

export type SeriesStatus =
  | 'ONGOING'
  | 'FINISHED'
  | 'HIATUS'
  | 'CANCELLED';

export type ShippingAddressInput = {
  recipient: string;
  /** Street and house, one to three lines. */
  lines: Array<string>;
  city: string;
  /** Where the country has them. */
  region?: string | null | undefined;
  /** As that country writes it, such as 97205, 150-0001 or 10115. */
  postalCode: string;
  country: string;
};

export type ShippingMethod =
  | 'STANDARD'
  | 'EXPRESS'
  | 'INTERNATIONAL';

export type TicketStatus =
  | 'OPEN'
  | 'WAITING_FOR_CUSTOMER'
  | 'RESOLVED'
  | 'CLOSED';

export type TicketTopic =
  | 'DELIVERY'
  | 'RETURN'
  | 'REFUND'
  | 'DAMAGE'
  | 'PAYMENT'
  | 'ACCOUNT'
  | 'PRODUCT'
  | 'OTHER';

export type UnavailableReason =
  | 'BLOCKED_BY_POLICY'
  | 'NOT_ONBOARDED'
  | 'TIMEOUT'
  | 'THROTTLED'
  | 'UPSTREAM_ERROR'
  | 'STALE_BEYOND_LIMIT';

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

export type AddToWishlistMutationVariables = Exact<{
  editionId: string | number;
  idempotencyKey: string;
}>;


export type AddToWishlistMutation = { addToWishlist: { replayed: boolean, entry: { addedAt: string, edition: { title: string, format: Format } | null } | null, userErrors: Array<{ code: UserErrorCode, field: string | null, message: string }> } };

export type AgeGuidanceQueryVariables = Exact<{
  series: string;
  age?: number | null | undefined;
}>;


export type AgeGuidanceQuery = { series: { id: string, titles: { english: string | null }, ageGuidance: { rating: string | null, minimumAge: number | null, suitable: boolean | null, contentNotes: Array<string> } } | null };

export type CancelEligibilityQueryVariables = Exact<{
  orderId: string | number;
}>;


export type CancelEligibilityQuery = { cancelOrderPreview: { allowed: boolean, refusal: CancelRefusal | null, confirmationToken: string | null, expiresAt: string | null, order: { id: string, status: OrderStatus, lines: Array<{ quantity: number, edition: { title: string } | null }> }, refund: { amount: string, currency: string }, fee: { amount: string, currency: string }, clause: { id: string, title: string, citation: string } | null } | null };

export type CancelOrderMutationVariables = Exact<{
  orderId: string | number;
  confirmationToken: string;
  idempotencyKey: string;
}>;


export type CancelOrderMutation = { cancelOrder: { replayed: boolean, order: { id: string, status: OrderStatus } | null, userErrors: Array<{ code: UserErrorCode, field: string | null, message: string }> } };

export type ChangeShippingAddressMutationVariables = Exact<{
  orderId: string | number;
  address: ShippingAddressInput;
  confirmationToken: string;
  idempotencyKey: string;
}>;


export type ChangeShippingAddressMutation = { changeShippingAddress: { replayed: boolean, order: { id: string, status: OrderStatus, estimatedDelivery: string | null } | null, userErrors: Array<{ code: UserErrorCode, field: string | null, message: string }> } };

export type ChangeShippingAddressPreviewQueryVariables = Exact<{
  orderId: string | number;
  address: ShippingAddressInput;
}>;


export type ChangeShippingAddressPreviewQuery = { changeShippingAddressPreview: { allowed: boolean, refusal: AddressChangeRefusal | null, estimatedDelivery: string | null, confirmationToken: string | null, expiresAt: string | null, order: { id: string, status: OrderStatus }, clause: { title: string, citation: string } | null } | null };

export type CompareEditionsQueryVariables = Exact<{
  series: string;
  volume?: string;
  language?: string;
}>;


export type CompareEditionsQuery = { series: { id: string, editionsWithVolume: Array<{ id: string, title: string, format: Format, volumeCount: number, pricePerVolume: { amount: string } | null, offer:
        | { availability: Availability, price: { amount: string, currency: string } }
        | { reason: UnavailableReason }
       | null }> } | null };

export type CreateSupportTicketMutationVariables = Exact<{
  topic: TicketTopic;
  orderId?: string | number | null | undefined;
  subject: string;
  message: string;
  idempotencyKey: string;
}>;


export type CreateSupportTicketMutation = { createSupportTicket: { replayed: boolean, ticket: { id: string, status: TicketStatus, createdAt: string } | null, userErrors: Array<{ code: UserErrorCode, field: string | null, message: string }> } };

export type DamagedItemHelpQueryVariables = Exact<{
  orderId: string | number;
  lineId?: string | number | null | undefined;
}>;


export type DamagedItemHelpQuery = { order: { lines: Array<{ id: string, quantity: number, edition: { title: string } | null, damageHelp: { eligible: boolean, refusal: DamageRefusal | null, reportUntil: string | null, remedies: Array<DamageRemedy>, photoNeeded: boolean, clause: { title: string, text: string, citation: string } | null } }> } | null };

export type DeliveryIssueQueryVariables = Exact<{
  orderId: string | number;
}>;


export type DeliveryIssueQuery = { order: { id: string, status: OrderStatus, estimatedDelivery: string | null, deliveryIssue: { kind: DeliveryIssueKind, nextActions: Array<DeliveryAction>, claimFrom: string | null, claimUntil: string | null, package: { carrier: string | null, trackingNumber: string | null, estimatedDelivery: string | null, deliveredAt: string | null, events: Array<{ at: string, kind: ScanKind, place: string | null }> | null, lines: Array<{ quantity: number, line: { edition: { title: string } | null } }> }, clause: { text: string, citation: string } | null } | null } | null };

export type EditionAvailabilityQueryVariables = Exact<{
  edition?: string | number | null | undefined;
  isbn13?: string | null | undefined;
  marketplace?: Marketplace | null | undefined;
}>;


export type EditionAvailabilityQuery = { edition: { id: string, title: string, format: Format, offer:
      | { marketplace: Marketplace, availability: Availability, stock: number | null, shipsFrom: string | null, price: { amount: string, currency: string }, freshness: { asOf: string, stale: boolean } }
      | { reason: UnavailableReason, message: string }
     | null } | null };

export type EditionByIsbnQueryVariables = Exact<{
  isbn13: string;
}>;


export type EditionByIsbnQuery = { edition: { id: string, title: string, format: Format, language: string, publisher: string | null, releaseDate: string | null, preorder: boolean, series: { titles: { english: string | null, romaji: string | null, native: string | null }, contributors: Array<{ role: ContributorRole, contributor: { name: string } }> }, contains: Array<{ label: string }>, offer:
      | { availability: Availability, shipsFrom: string | null, price: { amount: string, currency: string } }
      | { reason: UnavailableReason, message: string }
     | null } | null };

export type FindEditionsQueryVariables = Exact<{
  series: string;
  language?: string | null | undefined;
  format?: Format | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type FindEditionsQuery = { series: { id: string, titles: { english: string | null }, formats: Array<{ format: Format, language: string, editionCount: number, volumes: Array<string> }>, editions: { nodes: Array<{ id: string, title: string, format: Format, language: string, offer:
          | { availability: Availability, price: { amount: string, currency: string } }
          | { reason: UnavailableReason }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type MarketplaceOfferQueryVariables = Exact<{
  edition?: string | number | null | undefined;
  isbn13?: string | null | undefined;
}>;


export type MarketplaceOfferQuery = { edition: { id: string, title: string, format: Format, offer:
      | { availability: Availability, price: { amount: string, currency: string } }
      | { reason: UnavailableReason }
     | null, marketplaceOffers: Array<{ source: string, reason: UnavailableReason, message: string }> | null } | null };

export type MissingVolumesQueryVariables = Exact<{
  series: string;
  language?: string;
}>;


export type MissingVolumesQuery = { series: { id: string, titles: { english: string | null }, missingVolumes: { ownedCount: number, missingCount: number, ranges: Array<string>, volumes: Array<{ label: string, includedIn: Array<{ id: string, format: Format, volumeCount: number, offer:
            | { availability: Availability, price: { amount: string, currency: string } }
            | { reason: UnavailableReason }
           | null }> }> } | null } | null };

export type NextVolumeQueryVariables = Exact<{
  series: string;
  after: string;
}>;


export type NextVolumeQuery = { series: { id: string, titles: { english: string | null }, nextVolume: { label: string, editions: Array<{ id: string, format: Format, language: string, isbn13: string | null, releaseDate: string | null, preorder: boolean, offer:
          | { availability: Availability, shipsFrom: string | null, price: { amount: string, currency: string } }
          | { reason: UnavailableReason }
         | null }> } | null } | null };

export type NotifyOnRestockMutationVariables = Exact<{
  editionId: string | number;
  idempotencyKey: string;
}>;


export type NotifyOnRestockMutation = { notifyOnRestock: { availableNow: boolean, replayed: boolean, alert: { marketplace: Marketplace, edition: { title: string } | null } | null, userErrors: Array<{ code: UserErrorCode, field: string | null, message: string }> } };

export type OrderStatusQueryVariables = Exact<{
  orderId?: string | number | null | undefined;
}>;


export type OrderStatusQuery = { order: { id: string, placedAt: string, status: OrderStatus, holdReason: HoldReason | null, estimatedDelivery: string | null, lines: Array<{ quantity: number, edition: { title: string, format: Format } | null }>, packages: Array<{ status: PackageStatus, carrier: string | null, trackingNumber: string | null, shippedAt: string | null, estimatedDelivery: string | null, deliveredAt: string | null, events: Array<{ at: string, kind: ScanKind, place: string | null }> | null, freshness: { asOf: string, stale: boolean } | null, lines: Array<{ quantity: number, line: { edition: { title: string } | null } }> }> } | null };

export type PolicyAnswerQueryVariables = Exact<{
  question?: string | null | undefined;
  topic?: PolicyTopic | null | undefined;
  marketplace?: Marketplace | null | undefined;
  first?: number;
}>;


export type PolicyAnswerQuery = { policyClauses: Array<{ title: string, text: string, citation: string, effectiveFrom: string, effectiveTo: string | null }> };

export type ReadingOrderQueryVariables = Exact<{
  series: string;
}>;


export type ReadingOrderQuery = { series: { id: string, readingOrder: Array<{ relation: SeriesRelation, note: string | null, series: { id: string, kind: SeriesKind, status: SeriesStatus | null, releasedVolumes: number, titles: { english: string | null } } }> } | null };

export type RecentOrdersQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type RecentOrdersQuery = { orders: { nodes: Array<{ id: string, placedAt: string, status: OrderStatus, estimatedDelivery: string | null, total: { amount: string, currency: string }, lines: Array<{ quantity: number, edition: { title: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RecommendGiftQueryVariables = Exact<{
  likes: string;
  budget: string;
  age?: number | null | undefined;
  first?: number;
}>;


export type RecommendGiftQuery = { series: { id: string, titles: { english: string | null }, giftIdeas: Array<{ edition: { id: string, title: string, format: Format, language: string, series: { ageRating: string | null }, offer:
          | { availability: Availability, price: { amount: string, currency: string } }
          | { reason: UnavailableReason }
         | null } | null, reasons: Array<{ text: string }> }> | null } | null };

export type RecommendSimilarQueryVariables = Exact<{
  like: string;
  exclude?: Array<string> | string | null | undefined;
  first?: number;
}>;


export type RecommendSimilarQuery = { series: { id: string, titles: { english: string | null }, similar: Array<{ series: { id: string, demographic: Demographic | null, status: SeriesStatus | null, ageRating: string | null, titles: { english: string | null, romaji: string | null } } | null, reasons: Array<{ text: string }> }> | null } | null };

export type RefundStatusQueryVariables = Exact<{
  orderId: string | number;
}>;


export type RefundStatusQuery = { order: { id: string, status: OrderStatus, refunds: Array<{ status: RefundStatus, reason: RefundReason, method: string, requestedAt: string, expectedBy: string | null, completedAt: string | null, amount: { amount: string, currency: string }, clause: { text: string, citation: string } | null }>, returns: Array<{ status: ReturnStatus, startedAt: string, sendBy: string | null, receivedAt: string | null, fee: { amount: string, currency: string }, lines: Array<{ quantity: number, reason: ReturnReason, line: { edition: { title: string } | null } }> }> } | null };

export type ReturnEligibilityQueryVariables = Exact<{
  orderId: string | number;
  lineIds?: Array<string | number> | string | number | null | undefined;
}>;


export type ReturnEligibilityQuery = { order: { id: string, returnEligibility: Array<{ eligible: boolean, refusal: ReturnRefusal | null, returnableQuantity: number, deadline: string | null, line: { id: string, edition: { title: string } | null }, fee: { amount: string, currency: string }, clause: { citation: string } | null }> } | null };

export type SearchCatalogQueryVariables = Exact<{
  query: string;
  demographic?: Demographic | null | undefined;
  genre?: string | null | undefined;
  format?: Format | null | undefined;
  language?: string | null | undefined;
  preorder?: boolean | null | undefined;
  maxPrice?: string | null | undefined;
  sold?: boolean | null | undefined;
  marketplace?: Marketplace | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type SearchCatalogQuery = { searchCatalog: { nodes: Array<{ id: string, title: string, format: Format, language: string, offer:
        | { availability: Availability, price: { amount: string, currency: string } }
        | { reason: UnavailableReason }
       | null }>, facets: { total: number, demographics: Array<{ value: string, count: number }>, formats: Array<{ value: string, count: number }> }, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SeriesBundlePriceQueryVariables = Exact<{
  series: string;
  fromVolume?: string | null | undefined;
  language?: string;
  digital?: boolean;
}>;


export type SeriesBundlePriceQuery = { series: { id: string, titles: { english: string | null }, cheapestSet: { marketplace: Marketplace, volumeCount: number, editionCount: number, unavailableVolumes: Array<string>, laterVolumes: Array<string>, total: { amount: string, currency: string } | null, groups: Array<{ format: Format, volumes: Array<string>, editionCount: number, subtotal: { amount: string }, items: Array<{ edition: { id: string, title: string } | null, price: { amount: string } }> }>, singlesTotal: { amount: string } | null } | null } | null };

export type SeriesOverviewQueryVariables = Exact<{
  series: string;
}>;


export type SeriesOverviewQuery = { series: { id: string, kind: SeriesKind, demographic: Demographic | null, status: SeriesStatus | null, genres: Array<string>, ageRating: string | null, readingDirection: ReadingDirection | null, originalPublisher: string | null, startYear: number | null, releasedVolumes: number, titles: { english: string | null, romaji: string | null, native: string | null }, contributors: Array<{ role: ContributorRole, contributor: { name: string, nativeName: string | null } }>, latestVolume: { label: string } | null } | null };

export type ShippingOptionsQueryVariables = Exact<{
  country: string;
  editions?: Array<string | number> | string | number;
  marketplace?: Marketplace | null | undefined;
}>;


export type ShippingOptionsQuery = { shippingOptions: { marketplace: Marketplace, ships: boolean, parcelItems: number, unknownEditions: Array<string>, options: Array<{ method: ShippingMethod, minimumDays: number, maximumDays: number, tracked: boolean, cost: { amount: string, currency: string } }>, clause: { title: string, citation: string } | null }, editions: Array<{ id: string, title: string, format: Format, offer:
      | { availability: Availability, shipsFrom: string | null }
      | { reason: UnavailableReason }
     | null }> | null };

export type StartReturnMutationVariables = Exact<{
  orderId: string | number;
  lines: Array<ReturnLineInput> | ReturnLineInput;
  confirmationToken: string;
  idempotencyKey: string;
}>;


export type StartReturnMutation = { startReturn: { replayed: boolean, return: { id: string, status: ReturnStatus, sendBy: string | null, fee: { amount: string, currency: string } } | null, userErrors: Array<{ code: UserErrorCode, field: string | null, message: string }> } };

export type StartReturnPreviewQueryVariables = Exact<{
  orderId: string | number;
  lines: Array<ReturnLineInput> | ReturnLineInput;
}>;


export type StartReturnPreviewQuery = { startReturnPreview: { allowed: boolean, refusal: ReturnRefusal | null, deadline: string | null, confirmationToken: string | null, expiresAt: string | null, order: { id: string, status: OrderStatus }, refund: { amount: string, currency: string }, fee: { amount: string, currency: string }, clause: { title: string, citation: string } | null } | null };

export type SupportCustomer360QueryVariables = Exact<{
  customerId: string | number;
  reason: string;
}>;


export type SupportCustomer360Query = { customer: { shortName: string, maskedEmail: string, marketplace: Marketplace, customerSince: string, libraryCount: number, addresses: Array<{ city: string, country: string }>, paymentMethods: Array<{ label: string }>, orders: Array<{ id: string, status: OrderStatus, placedAt: string, total: { amount: string, currency: string } }> | null, tickets: Array<{ id: string, status: TicketStatus, subject: string, createdAt: string, notes: Array<{ author: string, text: string }> | null }> | null } | null };

export type UpcomingReleasesQueryVariables = Exact<{
  series?: string | null | undefined;
  publisher?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type UpcomingReleasesQuery = { upcomingReleases: { nodes: Array<{ id: string, title: string, format: Format, language: string, publisher: string | null, releaseDate: string | null, isbn13: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };


export const AddToWishlistDocument: PersistedDocument<AddToWishlistMutation, AddToWishlistMutationVariables> = {
  id: '11afb9d79bc1e9a20caa35f36744afdfd83f82e8c719d5734759fd19086029bd',
  name: 'AddToWishlist',
};

export const AgeGuidanceDocument: PersistedDocument<AgeGuidanceQuery, AgeGuidanceQueryVariables> = {
  id: '58bf5c505fd2694acd40ffb4b09c9a1cf5dd3f35d2e495fe2d748644584e1557',
  name: 'AgeGuidance',
};

export const CancelEligibilityDocument: PersistedDocument<CancelEligibilityQuery, CancelEligibilityQueryVariables> = {
  id: '4aa2cf6c0b6b9509267dfb24d534fb0d2cc2bc0997e0a714d564b2f5b3aaa997',
  name: 'CancelEligibility',
};

export const CancelOrderDocument: PersistedDocument<CancelOrderMutation, CancelOrderMutationVariables> = {
  id: 'ed64c7215ff57c36bfffcb689426b3cb703e9f8d9fa2a41592c02261e44f13c2',
  name: 'CancelOrder',
};

export const ChangeShippingAddressDocument: PersistedDocument<ChangeShippingAddressMutation, ChangeShippingAddressMutationVariables> = {
  id: '5120b3770a32a597259f702211fc106bac89d5077e952bf7a730deb94b0e7cb7',
  name: 'ChangeShippingAddress',
};

export const ChangeShippingAddressPreviewDocument: PersistedDocument<ChangeShippingAddressPreviewQuery, ChangeShippingAddressPreviewQueryVariables> = {
  id: 'a7cbb5d24f0133f0250bb17dd1c7135ede173b29ccad91ac5527f250c0b1415b',
  name: 'ChangeShippingAddressPreview',
};

export const CompareEditionsDocument: PersistedDocument<CompareEditionsQuery, CompareEditionsQueryVariables> = {
  id: '6179985d98a688275e17cf45d26fbc8a1e62d0f17c8a2ec424cc9868b601c354',
  name: 'CompareEditions',
};

export const CreateSupportTicketDocument: PersistedDocument<CreateSupportTicketMutation, CreateSupportTicketMutationVariables> = {
  id: '0a25e30e6fcf4c8ad56925919df98c3ce008423ad35880fd1bf91d381b00329d',
  name: 'CreateSupportTicket',
};

export const DamagedItemHelpDocument: PersistedDocument<DamagedItemHelpQuery, DamagedItemHelpQueryVariables> = {
  id: '518cd64a9acf8080a762e5b8646be20855d8f42b7bc264dc3958784bdde4d83a',
  name: 'DamagedItemHelp',
};

export const DeliveryIssueDocument: PersistedDocument<DeliveryIssueQuery, DeliveryIssueQueryVariables> = {
  id: '0208384c6d78f247a90173b6a2ddf3d78736ab091e3e22a8b963d0e77e85d59e',
  name: 'DeliveryIssue',
};

export const EditionAvailabilityDocument: PersistedDocument<EditionAvailabilityQuery, EditionAvailabilityQueryVariables> = {
  id: 'f2a32420308175fc9d4d218f03f02ef00e41c30d7d1adedfdc4e9c505b07ac4d',
  name: 'EditionAvailability',
};

export const EditionByIsbnDocument: PersistedDocument<EditionByIsbnQuery, EditionByIsbnQueryVariables> = {
  id: '744a64e3f0589bd8d831e4186292f50222c25c98b70742e7ff2358dd4b9186b7',
  name: 'EditionByIsbn',
};

export const FindEditionsDocument: PersistedDocument<FindEditionsQuery, FindEditionsQueryVariables> = {
  id: '2367d5d77cc2a123508b0ad331307788eb1daf99887665208148fb3a6c2f9a86',
  name: 'FindEditions',
};

export const MarketplaceOfferDocument: PersistedDocument<MarketplaceOfferQuery, MarketplaceOfferQueryVariables> = {
  id: 'be5d135f7ae79c9dd9e54f6607a1ceae10eb8b7d34b5fe4b7bebecd7fe00771a',
  name: 'MarketplaceOffer',
};

export const MissingVolumesDocument: PersistedDocument<MissingVolumesQuery, MissingVolumesQueryVariables> = {
  id: '33383ef55138c7d002e94064e05ebaf41431939cb8b1dc4eb8f4c1817e982096',
  name: 'MissingVolumes',
};

export const NextVolumeDocument: PersistedDocument<NextVolumeQuery, NextVolumeQueryVariables> = {
  id: '1eb5dcb577269c83eb87931db32ad0f45cbe87c0ab28b6e89159e06c10715aea',
  name: 'NextVolume',
};

export const NotifyOnRestockDocument: PersistedDocument<NotifyOnRestockMutation, NotifyOnRestockMutationVariables> = {
  id: 'd0abdef11a966f09894836130e6bce5f0a8893c44d59adf134268099f3a4904e',
  name: 'NotifyOnRestock',
};

export const OrderStatusDocument: PersistedDocument<OrderStatusQuery, OrderStatusQueryVariables> = {
  id: '6b06db7f5cc5c15b556195d667d42a9f31e69ac384b0b941bb163e0d06a9e512',
  name: 'OrderStatus',
};

export const PolicyAnswerDocument: PersistedDocument<PolicyAnswerQuery, PolicyAnswerQueryVariables> = {
  id: '8a7d4c75fb9cea9da99cb3084a515335f4f40429f7164d8ea1cc558f8b86e28c',
  name: 'PolicyAnswer',
};

export const ReadingOrderDocument: PersistedDocument<ReadingOrderQuery, ReadingOrderQueryVariables> = {
  id: 'e455b3fc5c2f1977323b3539f16f6c563b2aaf96b3ff1bc09cc28d9d34dfdb32',
  name: 'ReadingOrder',
};

export const RecentOrdersDocument: PersistedDocument<RecentOrdersQuery, RecentOrdersQueryVariables> = {
  id: 'c5df6bf50ee6dbef84b746c0e11364c3ea4f0f2d51ccccc8885b028a15e551f8',
  name: 'RecentOrders',
};

export const RecommendGiftDocument: PersistedDocument<RecommendGiftQuery, RecommendGiftQueryVariables> = {
  id: 'f8649ddc691bcd5a0eb1f51e5f5e7fc9f0f7dadee236ea82aa4471c3538d3294',
  name: 'RecommendGift',
};

export const RecommendSimilarDocument: PersistedDocument<RecommendSimilarQuery, RecommendSimilarQueryVariables> = {
  id: '5bf1220effaf01484c047ee3e1ea7bef13d07d225022853622b058c20dc7266e',
  name: 'RecommendSimilar',
};

export const RefundStatusDocument: PersistedDocument<RefundStatusQuery, RefundStatusQueryVariables> = {
  id: '4f8e70d0be754d93477ef1bc09bed3207365a5fa0e0aa2e152fb386055c5453a',
  name: 'RefundStatus',
};

export const ReturnEligibilityDocument: PersistedDocument<ReturnEligibilityQuery, ReturnEligibilityQueryVariables> = {
  id: 'a4456a4dbe34aced49f0a44b4818a6060ef0f4a0663d22a79b01a670f4c02aeb',
  name: 'ReturnEligibility',
};

export const SearchCatalogDocument: PersistedDocument<SearchCatalogQuery, SearchCatalogQueryVariables> = {
  id: 'ecd765c7747652f7d4e6904ec7636270150de034f63979ced78039b4527b82c7',
  name: 'SearchCatalog',
};

export const SeriesBundlePriceDocument: PersistedDocument<SeriesBundlePriceQuery, SeriesBundlePriceQueryVariables> = {
  id: '71657797c7a8ae0e0fa98993c424b699e5d00625d4e24cca2709a6c7b0b2857f',
  name: 'SeriesBundlePrice',
};

export const SeriesOverviewDocument: PersistedDocument<SeriesOverviewQuery, SeriesOverviewQueryVariables> = {
  id: '6e8df63071b830b30f852f376cafaa301d467db7c073db43030f4438fca658fc',
  name: 'SeriesOverview',
};

export const ShippingOptionsDocument: PersistedDocument<ShippingOptionsQuery, ShippingOptionsQueryVariables> = {
  id: '0a1921c06e1ad77e34a7548ae1f950afa33a7b87ced774cfef88f704207c73aa',
  name: 'ShippingOptions',
};

export const StartReturnDocument: PersistedDocument<StartReturnMutation, StartReturnMutationVariables> = {
  id: '51c0e52cdef5cd7c27a5b967900e610f425933a1efd024bb010b2f8dd34d8aa8',
  name: 'StartReturn',
};

export const StartReturnPreviewDocument: PersistedDocument<StartReturnPreviewQuery, StartReturnPreviewQueryVariables> = {
  id: 'bdb637b0763e811b2bb438e87798444b0470b3b706edbd4764ea5fa7a9fd3c1e',
  name: 'StartReturnPreview',
};

export const SupportCustomer360Document: PersistedDocument<SupportCustomer360Query, SupportCustomer360QueryVariables> = {
  id: '7b12c16df1dc7a6a3c45837a7b4d893a0f9d2b0b5867ebd1304d4a376494352e',
  name: 'SupportCustomer360',
};

export const UpcomingReleasesDocument: PersistedDocument<UpcomingReleasesQuery, UpcomingReleasesQueryVariables> = {
  id: '221545a1868bf8b9414aa7431e7f6e6ef6621963060dedebaa0916a5c840f606',
  name: 'UpcomingReleases',
};
