import { describeInOneShop } from "../support/describe-in-one-shop"

describeInOneShop(2, 3)
