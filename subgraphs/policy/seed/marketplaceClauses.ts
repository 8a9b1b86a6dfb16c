import type { Marketplace } from '../../caller.ts';
import { type ClauseSubject, clauseId, SHOP_RULES } from '../../shopRules.ts';
import { SHIPPING_ZONES, type ShippingZone } from '../shippingRates.ts';
import { formatPrice, type SampleClause } from './sampleClause.ts';

/** Since when today's terms of each marketplace hold. */
const EFFECTIVE_FROM: Readonly<Record<Marketplace, string>> = {
  US: '2024-03-01',
  JP: '2024-04-01',
  DE: '2024-05-01',
};

const PLACES: Readonly<Record<Marketplace, string>> = { US: 'New York', JP: 'Tokyo', DE: 'Berlin' };

type Wording = Pick<SampleClause, 'topic' | 'paragraph' | 'title' | 'text' | 'asked'>;

/** The clauses whose numbers the shop decides by: they are taken from its rules and rates, not written here. */
export function describeMarketplaceClauses(marketplace: Marketplace): SampleClause[] {
  const wordings = { ...wordReturns(marketplace), ...wordOrders(marketplace), ...wordParcels(marketplace) };
  // An object's entries lose the type of their keys.
  return (Object.entries(wordings) as [ClauseSubject, Wording][]).map(([subject, wording]) => ({
    id: clauseId(subject, marketplace),
    marketplace,
    effectiveFrom: EFFECTIVE_FROM[marketplace],
    ...wording,
  }));
}

function wordReturns(marketplace: Marketplace) {
  const rules = SHOP_RULES[marketplace];
  return {
    'returns-window': {
      topic: 'RETURNS',
      paragraph: 1,
      title: 'How long you can return a book',
      text: `A return may be started until the end of day ${rules.returnDays} after the day of delivery, by the clock of ${PLACES[marketplace]}. Once it is started, hand the parcel to the carrier within ${rules.returnSendDays} days.`,
      asked:
        'return policy, return window, return period, time limit, deadline, changed my mind, do not like it, withdraw',
    },
    'returns-fee': {
      topic: 'RETURNS',
      paragraph: 2,
      title: 'What a return costs',
      text: `For each return that is no fault of ours, ${formatPrice(rules.returnFee, marketplace)} for the label is taken off the refund. Damaged, wrong or misdescribed items go back free of charge.`,
      asked: 'return fee, return label, postage for returns, who pays, free returns, return shipping cost',
    },
    'refund-timing': {
      topic: 'REFUNDS',
      paragraph: 1,
      title: 'When a refund arrives',
      text: `A refund is with your bank at most ${rules.refundDays} days after it was approved. A cancellation is approved at once, a return when it has reached us and been checked.`,
      asked:
        'refund policy, refund time, how long does a refund take, refund not received yet, still waiting for the refund, refund to show up on my credit card',
    },
    damaged: {
      topic: 'DAMAGED',
      paragraph: 1,
      title: 'Damaged or faulty items',
      text: `Damage in transit, misprints and missing pages may be reported until the end of day ${rules.damageDays} after the day of delivery. You choose between a replacement and a full refund; sending the item back costs nothing. We may ask for a photo.`,
      asked:
        'arrived damaged, pages missing, blank pages, bent cover, torn, water, dented, defective, printing error, box set crushed',
    },
  } satisfies Partial<Record<ClauseSubject, Wording>>;
}

function wordOrders(marketplace: Marketplace) {
  const { cancelFeeWhilePacking } = SHOP_RULES[marketplace];
  const cancelling =
    Number(cancelFeeWhilePacking) === 0
      ? 'An order can be cancelled as a whole, free of charge, until any part of it has left our warehouse.'
      : `An order can be cancelled as a whole until any part of it has left our warehouse. It is free of charge until packing starts; while a parcel is being packed, ${formatPrice(cancelFeeWhilePacking, marketplace)} is taken off the refund.`;
  return {
    cancellation: {
      topic: 'CANCELLATION',
      paragraph: 1,
      title: 'Cancelling an order',
      text: cancelling,
      asked: 'cancel my order, cancellation fee, cancel before it ships, stop an order, too late to cancel',
    },
    'preorder-cancellation': {
      topic: 'PREORDER',
      paragraph: 1,
      title: 'Cancelling a pre-order',
      text: 'A pre-order can be cancelled free of charge until it ships. What has been paid for it is refunded in full.',
      asked: 'pre-order refund, cancel a pre-order, pre-order cancellation fee, money for a pre-order',
    },
    'address-change': {
      topic: 'ADDRESS_CHANGE',
      paragraph: 1,
      title: 'Changing the shipping address',
      text: 'The address of an order can be changed until any part of it has left our warehouse, within the same country. For another country, cancel the order and place it anew.',
      asked:
        'wrong address, moved, new address, change delivery address, send it elsewhere, typo in my address',
    },
  } satisfies Partial<Record<ClauseSubject, Wording>>;
}

function wordParcels(marketplace: Marketplace) {
  const rules = SHOP_RULES[marketplace];
  const { domestic, near, international } = SHIPPING_ZONES[marketplace];
  return {
    'delivery-missing': {
      topic: 'DELIVERY',
      paragraph: 1,
      title: 'Missing parcels that are marked as delivered',
      text: `First look with neighbours and in safe places. A parcel that is marked as delivered can be claimed as missing from ${rules.missingClaimAfterHours} hours later until the end of day ${rules.missingClaimDays} after the day of delivery; then it is replaced or refunded.`,
      asked:
        'says delivered, missing parcel, never received, did not get my package, stolen, lost, porch theft',
    },
    'delivery-late': {
      topic: 'DELIVERY',
      paragraph: 2,
      title: 'Late parcels',
      text: `A parcel is late ${rules.lateAfterDays} days after its estimated delivery. Tell us then: we ask the carrier, and replace or refund what it cannot find.`,
      asked:
        'late delivery, delayed, overdue, has not arrived yet, still not here, stuck in transit, order late',
    },
    'shipping-domestic': {
      topic: 'SHIPPING',
      paragraph: 1,
      title: `Shipping within ${domestic.name}`,
      text: `To ${domestic.name}: ${wordRates(domestic, marketplace)}.`,
      asked: `shipping cost, delivery cost, delivery time, how long does shipping take, domestic shipping, express shipping, free shipping, postage`,
    },
    'shipping-international': {
      topic: 'SHIPPING',
      paragraph: 2,
      title: 'Shipping to other countries',
      text: `To ${near.name}: ${wordRates(near, marketplace)}. To ${international.name}: ${wordRates(international, marketplace)}. Some countries are not served.`,
      asked: `international shipping, ship abroad, overseas, worldwide, foreign country, which countries, Europe`,
    },
  } satisfies Partial<Record<ClauseSubject, Wording>>;
}

/** Such as `standard $3.99 plus $0.50 an item, 3 to 6 working days`. */
function wordRates({ rates }: ShippingZone, marketplace: Marketplace): string {
  return rates
    .map(({ method, base, perItem, minimumDays, maximumDays }) => {
      const name = method === 'INTERNATIONAL' ? 'economy' : method.toLowerCase();
      const days = minimumDays === maximumDays ? `${maximumDays}` : `${minimumDays} to ${maximumDays}`;
      const unit = maximumDays === 1 ? 'working day' : 'working days';
      return `${name} ${formatPrice(base, marketplace)} plus ${formatPrice(perItem, marketplace)} an item, ${days} ${unit}`;
    })
    .join('; ');
}
