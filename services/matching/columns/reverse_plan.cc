#include "services/matching/columns/reverse_plan.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/rules/distance.h"
#include "services/matching/columns/column_key.h"
#include "services/matching/columns/version_formulas.h"
#include "services/matching/index/normal_form.h"
#include "services/matching/index/predicate_identity.h"

namespace sangam::matching {
namespace {

using rules::Predicate;
using scheme_catalog::v1::AttributeType;

// Whether its values are recorded as they are, rather than derived.
bool IsRecorded(const AttributeInfo& info) {
  return info.origin != scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED &&
         info.name != "age_months" && info.name != "poor_member_share_bps" &&
         info.name != "women_member_share_bps" &&
         info.name != "sc_st_member_share_bps";
}

bool IsCategory(const AttributeInfo& info) {
  return IsRecorded(info) &&
         (info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT ||
          info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_LIST ||
          info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH) &&
         info.name != rules::kPlaceAttribute;
}

bool IsNumber(const AttributeInfo& info) {
  return info.origin != scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED &&
         info.absence != type::v1::ATTRIBUTE_ABSENCE_FALSE &&
         (info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER ||
          info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_DATE);
}

TestKind KindOf(const Predicate& predicate) {
  const AttributeInfo* info = predicate.attribute;
  switch (predicate.kind) {
    case Predicate::Kind::kReceived:
      return TestKind::kReceived;
    case Predicate::Kind::kWithin:
      return TestKind::kPlace;
    case Predicate::Kind::kIsTrue:
      if (info->type == scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH &&
          IsRecorded(*info)) {
        return TestKind::kTruth;
      }
      break;
    case Predicate::Kind::kCompare:
    case Predicate::Kind::kHas:
      if (IsNumber(*info)) return TestKind::kNumber;
      break;
    default:
      break;
  }
  const bool of_one_attribute =
      info != nullptr && predicate.attribute_names().size() == 1;
  return of_one_attribute && IsCategory(*info) ? TestKind::kCategory
                                               : TestKind::kComputed;
}

bool CountsMonths(const Predicate& predicate) {
  if (!predicate.changeable()) return false;
  const auto test = rules::NumberTestOf(predicate);
  return test && test->measured->unit == type::v1::ATTRIBUTE_UNIT_MONTHS;
}

// Puts a plan together.
class PlanBuilder {
 public:
  explicit PlanBuilder(ReversePlan::Parts* parts) : parts_(parts) {}

  void Add(const CompiledVersion& compiled) {
    PlanVersion version;
    version.compiled = &compiled;
    version.defect = !compiled.defect.empty();
    if (!version.defect) {
      const NormalForm form = NormalFormOf(compiled);
      version.incomplete = !form.complete;
      for (const Conjunct& conjunct : form.conjuncts) {
        version.conjuncts.push_back(ToPlan(conjunct));
      }
    }
    parts_->versions.push_back(std::move(version));
  }

 private:
  uint32_t SlotOf(const Literal& literal) {
    const auto [found, added] = tests_.emplace(
        literal.predicate, static_cast<uint32_t>(parts_->tests.size()));
    if (added) {
      PlanTest test;
      test.predicate = literal.predicate;
      test.kind = KindOf(*literal.predicate);
      test.counts_months = CountsMonths(*literal.predicate);
      test.slots[0] = test.slots[1] = PlanTest::kNowhere;
      parts_->tests.push_back(test);
    }
    uint32_t& slot =
        parts_->tests[found->second].slots[literal.negated ? 1 : 0];
    if (slot == PlanTest::kNowhere) {
      slot = static_cast<uint32_t>(parts_->literals.size());
      parts_->literals.push_back({found->second, literal.negated});
    }
    return slot;
  }

  // The attribute by which the test may make a near miss, or null.
  const AttributeInfo* ChangeableOf(uint32_t slot) const {
    const Predicate& predicate =
        *parts_->tests[parts_->literals[slot].test].predicate;
    return predicate.changeable() ? predicate.attribute : nullptr;
  }

  PlanConjunct ToPlan(const Conjunct& conjunct) {
    PlanConjunct plan;
    plan.may_be_near = conjunct.may_be_near;
    for (const Literal& literal : conjunct.literals) {
      plan.slots.push_back(SlotOf(literal));
    }
    const auto order = [this](uint32_t slot) {
      const AttributeInfo* info = ChangeableOf(slot);
      return std::make_pair(info == nullptr ? -1 : info->index, slot);
    };
    std::sort(plan.slots.begin(), plan.slots.end(),
              [&](uint32_t a, uint32_t b) { return order(a) < order(b); });
    const auto count = static_cast<uint32_t>(plan.slots.size());
    for (uint32_t i = 0; i < count; ++i) {
      const AttributeInfo* info = ChangeableOf(plan.slots[i]);
      if (info == nullptr) continue;
      if (i == 0 || ChangeableOf(plan.slots[i - 1]) != info) {
        plan.groups.push_back(i);
      }
    }
    plan.groups.push_back(count);
    return plan;
  }

  ReversePlan::Parts* const parts_;
  absl::flat_hash_map<const Predicate*, uint32_t, PredicateHash, SamePredicate>
      tests_;
};

}  // namespace

ReversePlan::ReversePlan(std::unique_ptr<const Parts> parts)
    : parts_(std::move(parts)) {}
ReversePlan::~ReversePlan() = default;

size_t ReversePlan::size() const { return parts_->versions.size(); }

std::shared_ptr<const ReversePlan> ReversePlan::Build(
    std::vector<const CompiledVersion*> versions,
    const AttributeDictionary& dictionary) {
  auto parts = std::make_unique<Parts>();
  parts->dictionary = &dictionary;
  PlanBuilder builder(parts.get());
  parts->versions.reserve(versions.size());
  for (const CompiledVersion* version : versions) builder.Add(*version);
  AddFormulas(parts.get());
  return std::shared_ptr<const ReversePlan>(new ReversePlan(std::move(parts)));
}

}  // namespace sangam::matching
