/** No key can be had to verify a token with; the token may be right. */
export class IssuerUnreachable extends Error {
  override name = 'IssuerUnreachable';
}
