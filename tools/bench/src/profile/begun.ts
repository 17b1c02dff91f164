/** What stands in the file of a profile while it runs. */
export const BEGUN = '"begun"';
