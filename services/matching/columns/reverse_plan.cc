#include "services/matching/columns/reverse_plan.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/rules/distance.h"
#include "services/matching/columns/column_key.h"
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

  void Finish() {
    std::vector<uint32_t> uses(parts_->literals.size());
    for (const PlanVersion& version : parts_->versions) {
      for (const PlanConjunct& conjunct : version.conjuncts) {
        for (uint32_t slot : conjunct.slots) ++uses[slot];
      }
    }
    GatherPaths(uses);
    AddNodes(0, paths_.size(), 0);
  }

 private:
  // The slots of a conjunct, and whose it is. What all conjuncts of the version
  // ask comes first, so that they share it; of the rest, what most versions
  // ask.
  struct Path {
    std::vector<uint32_t> slots;
    uint32_t version = 0;
  };

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

  static bool AllHave(uint32_t slot, const PlanVersion& version) {
    const auto& all = version.conjuncts;
    return std::all_of(all.begin(), all.end(), [slot](const PlanConjunct& one) {
      return std::find(one.slots.begin(), one.slots.end(), slot) !=
             one.slots.end();
    });
  }

  void GatherPaths(const std::vector<uint32_t>& uses) {
    const auto count = static_cast<uint32_t>(parts_->versions.size());
    parts_->single.resize(count);
    for (uint32_t i = 0; i < count; ++i) {
      const PlanVersion& version = parts_->versions[i];
      if (version.incomplete) parts_->incomplete.push_back(i);
      if (version.defect || version.incomplete) continue;
      parts_->single[i] = version.conjuncts.size() == 1;
      for (const PlanConjunct& conjunct : version.conjuncts) {
        if (conjunct.slots.empty()) {
          parts_->always.push_back(i);
          continue;
        }
        paths_.push_back({conjunct.slots, i});
        auto& slots = paths_.back().slots;
        std::sort(slots.begin(), slots.end(), [&uses](uint32_t a, uint32_t b) {
          return uses[a] != uses[b] ? uses[a] > uses[b] : a < b;
        });
        std::stable_partition(
            slots.begin(), slots.end(),
            [&version](uint32_t slot) { return AllHave(slot, version); });
      }
    }
    std::sort(paths_.begin(), paths_.end(), [](const Path& a, const Path& b) {
      return a.slots != b.slots ? a.slots < b.slots : a.version < b.version;
    });
  }

  // Nodes for paths_[first, last), which agree in their first `depth` slots.
  void AddNodes(size_t first, size_t last, uint32_t depth) {
    parts_->depth = std::max(parts_->depth, depth);
    while (first < last && paths_[first].slots.size() == depth) ++first;
    while (first < last) {
      const uint32_t slot = paths_[first].slots[depth];
      size_t end = first;
      while (end < last && paths_[end].slots[depth] == slot) ++end;
      const size_t at = parts_->nodes.size();
      PlanNode node;
      node.slot = slot;
      node.depth = depth;
      node.first_end = static_cast<uint32_t>(parts_->ends.size());
      for (size_t i = first;
           i < end && paths_[i].slots.size() == size_t{depth} + 1; ++i) {
        parts_->ends.push_back(paths_[i].version);
      }
      node.last_end = static_cast<uint32_t>(parts_->ends.size());
      parts_->nodes.push_back(node);
      AddNodes(first, end, depth + 1);
      parts_->nodes[at].next = static_cast<uint32_t>(parts_->nodes.size());
      parts_->nodes[at].is_tail = end == first + 1;
      first = end;
    }
  }

  ReversePlan::Parts* const parts_;
  absl::flat_hash_map<const Predicate*, uint32_t, PredicateHash, SamePredicate>
      tests_;
  std::vector<Path> paths_;
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
  builder.Finish();
  return std::shared_ptr<const ReversePlan>(new ReversePlan(std::move(parts)));
}

}  // namespace sangam::matching
