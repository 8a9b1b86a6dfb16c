import type { ShippingAddressRow } from '../afterSalesRows.ts';
import type { SampleOrder } from './sampleOrder.ts';

/** Where an order goes and how it was paid; all invented. */
export interface SampleBuyer {
  readonly address: Omit<ShippingAddressRow, 'order_id'>;
  readonly paymentMethod: string;
}

/** @throws RangeError where nobody is known who would buy there. */
export function findBuyer({ customerId, marketplace }: SampleOrder): SampleBuyer {
  const found = BUYERS[`${customerId} ${marketplace}`];
  if (found === undefined) throw new RangeError(`Customer ${customerId} buys nothing in ${marketplace}.`);
  const [recipient, street, city, postal_code, paymentMethod, region = null] = found;
  return {
    address: { recipient, lines: street.split('; '), city, region, postal_code, country: marketplace },
    paymentMethod,
  };
}

const BUYERS: Readonly<
  Record<
    string,
    readonly [
      recipient: string,
      street: string,
      city: string,
      postalCode: string,
      paymentMethod: string,
      region?: string,
    ]
  >
> = {
  'cust-us-1 US': ['Emily Carter', '218 Alder Court; Apt 5', 'Portland', '97205', 'Visa •••• 4242', 'OR'],
  'cust-us-2 US': ['Marcus Bell', '1409 Juniper Lane', 'Austin', '78704', 'Mastercard •••• 5100', 'TX'],
  'cust-us-4 US': [
    'Daniel Okafor',
    '36 Foxglove Street',
    'Chicago',
    '60614',
    'American Express •••• 1005',
    'IL',
  ],
  'cust-us-5 US': ['Hana Kimura-Lopez', '905 Salmonberry Way', 'Seattle', '98103', 'Visa •••• 0077', 'WA'],
  'cust-us-5 JP': ['木村 花', '桜ヶ丘9-8-7', '横浜市', '220-0000', 'JCB •••• 3530'],
  'cust-jp-1 JP': ['佐藤 明子', '桜台3-2-1; 若葉荘202', '東京都練馬区', '176-0000', 'JCB •••• 0505'],
  'cust-jp-2 JP': ['田中 翔太', '緑町4-5-6', '大阪市', '530-0000', 'コンビニ払い'],
  'cust-de-1 DE': ['Lena Hoffmann', 'Lindenhof 14', 'Berlin', '10999', 'Lastschrift DE•• •••• 3000'],
  'cust-de-2 DE': ['Jürgen Weiß', 'Kastanienweg 8', 'Köln', '50667', 'Mastercard •••• 7766'],
};
