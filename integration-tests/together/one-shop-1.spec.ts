import { describeInOneShop } from "../support/describe-in-one-shop"

describeInOneShop(0, 3)
