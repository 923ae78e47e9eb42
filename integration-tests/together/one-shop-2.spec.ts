import { describeInOneShop } from "../support/describe-in-one-shop"

describeInOneShop(1, 3)
