// What PremiseCompiler does with numbers and dates.
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "services/matching/engine/related_attributes.h"
#include "services/matching/engine/supposed_value.h"
#include "services/matching/premises/premise_compiler.h"

namespace sangam::matching {
namespace {

using rules::Comparison;
using rules::Datum;
using rules::TypedNode;
using Op = TypedNode::Op;

constexpr int64_t kWholeBps = 10'000;
// More months than this are not looked into.
constexpr Wide kMostMonths = 12 * 5'000;

bool IsOwn(const TypedNode& node) { return node.slot == TypedNode::kSubject; }

LinearSum ConstantSum(Wide constant) {
  LinearSum sum;
  sum.constant = constant;
  return sum;
}

LinearSum Difference(LinearSum one, const LinearSum& other) {
  one.Add(other, -1);
  return one;
}

// The latest day from which so many months are complete on as_of.
int64_t LatestDay(int64_t months, absl::CivilDay as_of) {
  absl::CivilDay day(absl::CivilMonth(as_of) - months + 2);
  while (CompletedMonths(day, as_of) < months) --day;
  return day - absl::CivilDay();
}

// In two parts, because texts are not made of wide numbers.
std::string KeyOfWide(Wide number) {
  constexpr Wide kPart = Wide{1'000'000'000'000'000'000};
  return absl::StrCat(static_cast<int64_t>(number / kPart), ".",
                      static_cast<int64_t>(number % kPart));
}

std::string KeyOfSum(const LinearSum& sum) {
  std::string key = KeyOfWide(sum.constant);
  for (const auto& [variable, factor] : sum.factors) {
    absl::StrAppend(&key, "+", KeyOfWide(factor), "*", variable);
  }
  return key;
}

}  // namespace

PremiseFormula PremiseCompiler::AgainstZero(const LinearSum& sum,
                                            Comparison comparison) const {
  const auto at_most_zero = [&](LinearSum one) {
    if (one.IsConstant()) return PremiseFormula::Constant(one.constant <= 0);
    PremiseTest test;
    test.kind = PremiseTest::Kind::kAtMostZero;
    test.applicant = applicant_;
    test.sum = one;
    return PremiseFormula::Of(
        tests_.Test(absl::StrCat("0 >= ", KeyOfSum(one)), test), true);
  };
  const LinearSum negative = Difference(LinearSum(), sum);
  const auto plus_one = [](LinearSum one) {
    one.constant += 1;
    return one;
  };
  switch (comparison) {
    case Comparison::kLessOrEqual:
      return at_most_zero(sum);
    case Comparison::kLess:
      return at_most_zero(plus_one(sum));
    case Comparison::kGreaterOrEqual:
      return at_most_zero(negative);
    case Comparison::kGreater:
      return at_most_zero(plus_one(negative));
    case Comparison::kEqual:
      return PremiseFormula::All({at_most_zero(sum), at_most_zero(negative)});
    case Comparison::kNotEqual:
      break;
  }
  if (sum.IsConstant()) return PremiseFormula::Constant(sum.constant != 0);
  PremiseTest test;
  test.kind = PremiseTest::Kind::kNotZero;
  test.applicant = applicant_;
  test.sum = sum;
  return PremiseFormula::Of(
      tests_.Test(absl::StrCat("0 != ", KeyOfSum(sum)), test), true);
}

PremiseFormula PremiseCompiler::Quotient(const LinearSum& part,
                                         const LinearSum& whole,
                                         Comparison comparison,
                                         Wide bound) const {
  const auto times = [&](Wide number) {
    LinearSum sum = part;
    sum.Add(whole, -number);
    return sum;
  };
  const auto at_least = [&](Wide number) {
    return AgainstZero(times(number), Comparison::kGreaterOrEqual);
  };
  const auto below = [&](Wide number) {
    return AgainstZero(times(number), Comparison::kLess);
  };
  const auto compared = [&] {
    switch (comparison) {
      case Comparison::kGreaterOrEqual:
        return at_least(bound);
      case Comparison::kGreater:
        return at_least(bound + 1);
      case Comparison::kLess:
        return below(bound);
      case Comparison::kLessOrEqual:
        return below(bound + 1);
      case Comparison::kEqual:
        return PremiseFormula::All({at_least(bound), below(bound + 1)});
      case Comparison::kNotEqual:
        break;
    }
    return PremiseFormula::Any({below(bound), at_least(bound + 1)});
  };
  return PremiseFormula::All(
      {AgainstZero(whole, Comparison::kGreater), compared()});
}

PremiseFormula PremiseCompiler::Months(const LinearSum& day,
                                       Comparison comparison,
                                       Wide bound) const {
  const absl::CivilDay as_of = context_.subject.as_of();
  const auto at_least = [&](Wide months, bool holds) {
    const LinearSum latest =
        ConstantSum(LatestDay(static_cast<int64_t>(months), as_of));
    return AgainstZero(Difference(day, latest),
                       holds ? Comparison::kLessOrEqual : Comparison::kGreater);
  };
  switch (comparison) {
    case Comparison::kGreaterOrEqual:
      return at_least(bound, true);
    case Comparison::kGreater:
      return at_least(bound + 1, true);
    case Comparison::kLess:
      return at_least(bound, false);
    case Comparison::kLessOrEqual:
      return at_least(bound + 1, false);
    case Comparison::kEqual:
      return PremiseFormula::All(
          {at_least(bound, true), at_least(bound + 1, false)});
    case Comparison::kNotEqual:
      break;
  }
  return PremiseFormula::Any(
      {at_least(bound, false), at_least(bound + 1, true)});
}

PremiseFormula PremiseCompiler::KnownAge(const Node& left,
                                         const Node& right) const {
  std::set<std::string> mentions = MentionsOf(left);
  mentions.merge(MentionsOf(right));
  const LinearSum day = Attribute(*context_.dictionary.Find("formed_on"));
  const LinearSum age = Attribute(*context_.dictionary.Find("age_months"));
  if (mentions.count("formed_on") == 0 || day.IsConstant() ||
      !age.IsConstant() || age.constant > kMostMonths || age.constant < 0) {
    return PremiseFormula::Constant(true);
  }
  return Months(day, Comparison::kEqual, age.constant);
}

PremiseFormula PremiseCompiler::ComparedNumbers(const Node& left,
                                                Comparison comparison,
                                                const Node& right) const {
  return PremiseFormula::All(
      {KnownAge(left, right), ComparedSums(left, comparison, right)});
}

PremiseFormula PremiseCompiler::ComparedSums(const Node& left,
                                             Comparison comparison,
                                             const Node& right) const {
  const Node& one = Derived(left);
  const Node& other = Derived(right);
  const absl::optional<LinearSum> bound = Sum(other);
  if (bound && !bound->IsConstant()) {
    const absl::optional<LinearSum> first = Sum(one);
    if (first && first->IsConstant()) {
      return ComparedSums(right, rules::Mirrored(comparison), left);
    }
  }
  if (bound && bound->IsConstant() && !rules::IsKnown(Known(one))) {
    const bool is_own = IsOwn(one) && one.op == Op::kAttribute;
    const PartsOfWhole* share = is_own ? ShareOf(one.attribute->name) : nullptr;
    const bool few_months =
        bound->constant <= kMostMonths && bound->constant >= -kMostMonths;
    if (share != nullptr) {
      LinearSum parts;
      for (const std::string& part : share->parts) {
        parts.Add(Attribute(*context_.dictionary.Find(part)), 1);
      }
      const LinearSum whole =
          Attribute(*context_.dictionary.Find(share->whole));
      LinearSum in_bps;
      in_bps.Add(parts, kWholeBps);
      return PremiseFormula::All(
          {AgainstZero(Difference(parts, whole), Comparison::kLessOrEqual),
           Quotient(in_bps, whole, comparison, bound->constant)});
    }
    if (is_own && one.attribute->name == "age_months" && few_months) {
      const LinearSum day = Attribute(*context_.dictionary.Find("formed_on"));
      const LinearSum today =
          ConstantSum(context_.subject.as_of() - absl::CivilDay());
      return PremiseFormula::All(
          {AgainstZero(Difference(day, today), Comparison::kLessOrEqual),
           Months(day, comparison, bound->constant)});
    }
    if (one.op == Op::kMonthsSince && few_months) {
      const absl::optional<LinearSum> day = Sum(one.children[0]);
      if (day) return Months(*day, comparison, bound->constant);
    }
    if (one.op == Op::kArithmetic &&
        one.arithmetic == rules::Arithmetic::kDivide) {
      const absl::optional<LinearSum> part = Sum(one.children[0]);
      const absl::optional<LinearSum> whole = Sum(one.children[1]);
      if (part && whole && IsNeverNegative(*part) && IsNeverNegative(*whole)) {
        return Quotient(*part, *whole, comparison, bound->constant);
      }
    }
  }
  const absl::optional<LinearSum> sum = Sum(one);
  if (sum && bound) return AgainstZero(Difference(*sum, *bound), comparison);
  std::set<std::string> mentions = MentionsOf(one);
  mentions.merge(MentionsOf(other));
  return Opaque(absl::StrCat(KeyOf(one), rules::Sign(comparison), KeyOf(other)),
                mentions, true);
}

absl::optional<LinearSum> PremiseCompiler::Sum(const Node& node) const {
  const Datum known = Known(node);
  if (const auto* number = absl::get_if<int64_t>(&known)) {
    return ConstantSum(*number);
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&known)) {
    return ConstantSum(*day - absl::CivilDay());
  }
  const Node& meant = Derived(node);
  if (&meant != &node) return Sum(meant);
  if (node.op == Op::kAttribute && IsOwn(node)) {
    return Attribute(*node.attribute);
  }
  if (node.op == Op::kNegate) {
    const absl::optional<LinearSum> one = Sum(node.children[0]);
    if (!one) return one;
    return Difference(LinearSum(), *one);
  }
  if (node.op == Op::kArithmetic) {
    absl::optional<LinearSum> left = Sum(node.children[0]);
    absl::optional<LinearSum> right = Sum(node.children[1]);
    if (!left || !right) return absl::nullopt;
    if (node.arithmetic == rules::Arithmetic::kAdd ||
        node.arithmetic == rules::Arithmetic::kSubtract) {
      left->Add(*right, node.arithmetic == rules::Arithmetic::kAdd ? 1 : -1);
      return left;
    }
    if (node.arithmetic == rules::Arithmetic::kMultiply &&
        (left->IsConstant() || right->IsConstant())) {
      if (left->IsConstant()) std::swap(left, right);
      LinearSum product;
      product.Add(*left, right->constant);
      return product;
    }
  }
  return Computed(node);
}

LinearSum PremiseCompiler::Attribute(const AttributeInfo& info) const {
  const rules::Value& value = context_.subject.value(info.index);
  if (!MayChange(info.name)) {
    if (const auto* number = absl::get_if<int64_t>(&value)) {
      return ConstantSum(*number);
    }
    if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
      return ConstantSum(*day - absl::CivilDay());
    }
  }
  PremiseNumber number;
  number.applicant = applicant_;
  // Shares and ages go by others in a way that only comparisons look into.
  if (ShareOf(info.name) == nullptr && info.name != "age_months") {
    number.attribute = info.name;
  }
  number.mentions = {info.name};
  number.never_negative = matching::IsNeverNegative(info.unit);
  LinearSum sum;
  sum.factors[tests_.Number(absl::StrCat(applicant_, " ", info.name), number)] =
      1;
  return sum;
}

LinearSum PremiseCompiler::Computed(const Node& node) const {
  PremiseNumber number;
  number.applicant = applicant_;
  number.mentions = MentionsOf(node);
  number.never_negative = node.op == Op::kSize;
  LinearSum sum;
  sum.factors[tests_.Number(absl::StrCat(applicant_, " ", KeyOf(node)),
                            number)] = 1;
  return sum;
}

bool PremiseCompiler::IsNeverNegative(const LinearSum& sum) const {
  return sum.constant >= 0 &&
         absl::c_all_of(sum.factors, [&](const auto& term) {
           return term.second > 0 && tests_.number(term.first).never_negative;
         });
}

}  // namespace sangam::matching
