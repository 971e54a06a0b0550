#include "services/matching/columns/reverse_plan.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "common/rules/distance.h"
#include "services/matching/columns/column_key.h"
#include "services/matching/columns/in_parts.h"
#include "services/matching/columns/place_questions.h"
#include "services/matching/columns/version_formulas.h"
#include "services/matching/index/normal_form.h"
#include "services/matching/index/predicate_identity.h"

namespace sangam::matching {
namespace {

using rules::Predicate;
using scheme_catalog::v1::AttributeType;

// A version of a hundred conditions takes a millisecond.
constexpr size_t kVersionsBetweenAsking = 8;

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

// What a version asks, before its tests are known to be those of others.
struct LoweredVersion {
  // Each test of the version once, and what it is looked for by.
  struct Test {
    // An attribute compared with a number, an attribute that is true.
    enum class Form { kOther, kNumber, kTruth };

    explicit Test(const Predicate* given)
        : predicate(given), hash(PredicateHash()(given)) {
      if (!given->parameter.empty() || !given->names.empty()) return;
      const int64_t* value = nullptr;
      if (given->kind == Predicate::Kind::kCompare &&
          given->values.size() == 1) {
        value = absl::get_if<int64_t>(&given->values.front());
        if (value == nullptr) return;
      } else if (given->kind != Predicate::Kind::kIsTrue ||
                 !given->values.empty()) {
        return;
      }
      form = value != nullptr ? Form::kNumber : Form::kTruth;
      comparison = given->comparison;
      attribute = given->attribute;
      if (value != nullptr) number = *value;
      step_budget = given->step_budget;
    }

    const Predicate* predicate;
    size_t hash;
    // Of most tests here is all that they say, so that rules are not fetched
    // from all over the memory to compare them.
    Form form = Form::kOther;
    rules::Comparison comparison = rules::Comparison::kEqual;
    const AttributeInfo* attribute = nullptr;
    int64_t number = 0;
    int64_t step_budget = 0;
  };
  // Joined by AND.
  struct Part {
    // 2 * its place in `tests`, and 1 more if it is negated.
    absl::InlinedVector<uint32_t, 12> literals;
    bool may_be_near = true;
  };

  bool incomplete = false;
  absl::InlinedVector<Test, 10> tests;
  std::vector<Part> parts;
};

LoweredVersion Lower(const CompiledVersion& compiled) {
  LoweredVersion lowered;
  if (!compiled.defect.empty()) return lowered;
  const NormalForm form = NormalFormOf(compiled);
  lowered.incomplete = !form.complete;
  lowered.parts.reserve(form.conjuncts.size());
  for (const Conjunct& conjunct : form.conjuncts) {
    LoweredVersion::Part& part = lowered.parts.emplace_back();
    part.may_be_near = conjunct.may_be_near;
    part.literals.reserve(conjunct.literals.size());
    for (const Literal& literal : conjunct.literals) {
      // The same tests of a version have the same pointer.
      auto& tests = lowered.tests;
      const auto found = std::find_if(
          tests.begin(), tests.end(), [&](const LoweredVersion::Test& test) {
            return test.predicate == literal.predicate;
          });
      part.literals.push_back(static_cast<uint32_t>(found - tests.begin()) * 2 +
                              (literal.negated ? 1 : 0));
      if (found == tests.end()) {
        tests.emplace_back(literal.predicate);
      }
    }
  }
  return lowered;
}

// Puts a plan together.
class PlanBuilder {
 public:
  explicit PlanBuilder(ReversePlan::Parts* parts) : parts_(parts) {}

  // For so many versions, of which most have a test that no other has.
  void Reserve(size_t versions) {
    parts_->versions.reserve(versions);
    tests_.reserve(2 * versions);
  }

  void Add(const CompiledVersion& compiled, const LoweredVersion& lowered,
           bool only_eligible) {
    PlanVersion& version = parts_->versions.emplace_back();
    version.compiled = &compiled;
    version.defect = !compiled.defect.empty();
    version.incomplete = lowered.incomplete;
    version.only_eligible = only_eligible;
    numbers_.clear();
    for (const LoweredVersion::Test& test : lowered.tests) {
      numbers_.push_back(NumberOf(test));
      parts_->tests[numbers_.back()].only_eligible &= only_eligible;
    }
    version.conjuncts.reserve(lowered.parts.size());
    for (const LoweredVersion::Part& part : lowered.parts) {
      version.conjuncts.push_back(ToPlan(part));
    }
  }

 private:
  struct HashOfTest {
    size_t operator()(const LoweredVersion::Test& test) const {
      return test.hash;
    }
  };
  struct SameTest {
    bool operator()(const LoweredVersion::Test& a,
                    const LoweredVersion::Test& b) const {
      if (a.hash != b.hash || a.form != b.form) return false;
      if (a.form == LoweredVersion::Test::Form::kOther) {
        return SamePredicate()(a.predicate, b.predicate);
      }
      return a.number == b.number && a.attribute == b.attribute &&
             a.comparison == b.comparison && a.step_budget == b.step_budget;
    }
  };

  uint32_t NumberOf(const LoweredVersion::Test& given) {
    const auto [found, added] =
        tests_.emplace(given, static_cast<uint32_t>(parts_->tests.size()));
    if (added) {
      PlanTest test;
      test.predicate = given.predicate;
      test.kind = KindOf(*given.predicate);
      test.counts_months = CountsMonths(*given.predicate);
      test.slots[0] = test.slots[1] = PlanTest::kNowhere;
      parts_->tests.push_back(test);
    }
    return found->second;
  }

  uint32_t SlotOf(uint32_t test, bool negated) {
    uint32_t& slot = parts_->tests[test].slots[negated ? 1 : 0];
    if (slot == PlanTest::kNowhere) {
      slot = static_cast<uint32_t>(parts_->literals.size());
      parts_->literals.push_back({test, negated});
      const Predicate& predicate = *parts_->tests[test].predicate;
      changeable_.push_back(predicate.changeable() ? predicate.attribute->index
                                                   : kNone);
    }
    return slot;
  }

  PlanConjunct ToPlan(const LoweredVersion::Part& part) {
    PlanConjunct plan;
    plan.may_be_near = part.may_be_near;
    plan.slots.reserve(part.literals.size());
    for (const uint32_t literal : part.literals) {
      plan.slots.push_back(SlotOf(numbers_[literal / 2], literal % 2 == 1));
    }
    std::sort(plan.slots.begin(), plan.slots.end(),
              [this](uint32_t a, uint32_t b) {
                return changeable_[a] != changeable_[b]
                           ? changeable_[a] < changeable_[b]
                           : a < b;
              });
    const auto count = static_cast<uint32_t>(plan.slots.size());
    for (uint32_t i = 0; i < count; ++i) {
      const int of = changeable_[plan.slots[i]];
      if (of != kNone && (i == 0 || changeable_[plan.slots[i - 1]] != of)) {
        plan.groups.push_back(i);
      }
    }
    plan.groups.push_back(count);
    return plan;
  }

  static constexpr int kNone = -1;

  ReversePlan::Parts* const parts_;
  absl::flat_hash_map<LoweredVersion::Test, uint32_t, HashOfTest, SameTest>
      tests_;
  // By the place of a test in the version at hand.
  std::vector<uint32_t> numbers_;
  // By slot: the index of the attribute by which the test may make a near miss,
  // or kNone.
  std::vector<int> changeable_;
};

}  // namespace

ReversePlan::ReversePlan(std::unique_ptr<const Parts> parts)
    : parts_(std::move(parts)) {}
ReversePlan::~ReversePlan() = default;

size_t ReversePlan::Parts::bytes() const {
  const auto bytes_of = [](const auto& list) {
    return list.capacity() * sizeof(*list.data());
  };
  // Most numbers of a conjunct lie within it.
  const auto numbers = [&](const PlanConjunct::Numbers& list) {
    return list.size() > PlanConjunct::kUsual ? bytes_of(list) : 0;
  };
  size_t bytes = bytes_of(versions) + bytes_of(tests) + bytes_of(literals) +
                 bytes_of(formulas) + bytes_of(operands) + bytes_of(incomplete);
  for (const PlanVersion& version : versions) {
    bytes += bytes_of(version.conjuncts);
    for (const PlanConjunct& conjunct : version.conjuncts) {
      bytes += numbers(conjunct.slots) + numbers(conjunct.groups);
    }
  }
  return bytes;
}

size_t ReversePlan::bytes() const { return parts_->bytes(); }

size_t ReversePlan::size() const { return parts_->versions.size(); }

std::shared_ptr<const ReversePlan> ReversePlan::Build(
    std::vector<const CompiledVersion*> versions,
    const AttributeDictionary& dictionary,
    const std::function<bool()>& cancelled, VersionRange only_eligible) {
  auto parts = std::make_unique<Parts>();
  parts->dictionary = &dictionary;
  parts->places = std::make_shared<KeptPlaceQuestions>();
  PlanBuilder builder(parts.get());
  builder.Reserve(versions.size());
  std::vector<LoweredVersion> lowered(versions.size());
  const auto lower = [&](size_t i) { lowered[i] = Lower(*versions[i]); };
  if (!ForEachInParts(versions.size(), cancelled, lower)) return nullptr;
  for (size_t i = 0; i < versions.size(); ++i) {
    if ((i + 1) % kVersionsBetweenAsking == 0 && cancelled && cancelled()) {
      return nullptr;
    }
    builder.Add(*versions[i], lowered[i], only_eligible.Has(i));
  }
  if (!AddFormulas(parts.get(), cancelled)) return nullptr;
  return std::shared_ptr<const ReversePlan>(new ReversePlan(std::move(parts)));
}

}  // namespace sangam::matching
