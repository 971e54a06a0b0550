#include "services/matching/planning/supposed_receipts.h"

#include "common/clock/civil_date.h"
#include "services/matching/engine/optional_condition.h"

namespace sangam::matching {
namespace {

using rules::TypedNode;

type::v1::Profile ProfileWith(const MatchContext& context,
                              const std::vector<std::string>& schemes) {
  type::v1::Profile profile = context.profile;
  for (const std::string& scheme : schemes) {
    auto& benefit = *profile.add_received_benefits();
    benefit.set_scheme(scheme);
    *benefit.mutable_received_on() = ToDate(context.subject.as_of());
  }
  return profile;
}

// Without the scheme itself.
std::set<std::string> OthersAskedBy(const CompiledVersion& version,
                                    const OptionalRule& rule) {
  std::set<std::string> asked;
  if (rule) AddSchemesAskedOf(rule->typed_root(), &asked);
  asked.erase(std::string(SchemeOfVersion(version.version.name())));
  return asked;
}

}  // namespace

void AddSchemesAskedOf(const TypedNode& tree, std::set<std::string>* schemes) {
  rules::VisitAll(tree, [&](const TypedNode& node) {
    if (node.op == TypedNode::Op::kReceived) {
      schemes->insert(node.names.front());
    }
    if (node.attribute != nullptr &&
        node.attribute->derivation_root != nullptr) {
      AddSchemesAskedOf(*node.attribute->derivation_root, schemes);
    }
  });
}

SupposedReceipts::Entry::Entry(const MatchContext& context,
                               const std::vector<std::string>& schemes)
    : profile(ProfileWith(context, schemes)),
      subject(profile, context.subject.place_chain(), context.subject.as_of(),
              context.dictionary, &context.reference.dated,
              &context.reference.places),
      match{profile, subject, context.reference, context.dictionary,
            context.phrases} {}

const MatchContext& SupposedReceipts::With(
    const MatchContext& context, const std::vector<std::string>& schemes) {
  if (schemes.empty()) return context;
  std::unique_ptr<const Entry>& entry = entries_[{&context, schemes}];
  if (entry == nullptr) entry = std::make_unique<const Entry>(context, schemes);
  return entry->match;
}

ReceiptOrder ReceiptOrderOf(const CompiledVersion& version,
                            const MatchContext& context) {
  ReceiptOrder order;
  SupposedReceipts supposed;
  for (size_t i = 0; i < version.conditions.size(); ++i) {
    const int c = static_cast<int>(i);
    const OptionalRule& rule = version.conditions[i];
    const std::vector<std::string> needed =
        ReceiptsNeededBy(version, c, context);
    order.first.insert(needed.begin(), needed.end());
    const MatchContext& before = supposed.With(context, needed);
    const Truth truth = EvaluateOptional(rule, "", before);
    for (const std::string& scheme : OthersAskedBy(version, rule)) {
      const Truth then =
          EvaluateOptional(rule, "", supposed.With(before, {scheme}));
      if (truth == Truth::kUnknown && then > truth) order.first.insert(scheme);
      if (then < truth) order.later.insert(scheme);
    }
  }
  return order;
}

std::vector<std::string> ReceiptsNeededBy(const CompiledVersion& version,
                                          int condition,
                                          const MatchContext& context) {
  if (condition >= version.own_conditions) return {};
  const OptionalRule& rule = version.conditions[condition];
  const std::set<std::string> asked = OthersAskedBy(version, rule);
  if (asked.empty() || EvaluateOptional(rule, "", context) != Truth::kFalse) {
    return {};
  }
  SupposedReceipts supposed;
  const auto holds_with = [&](const std::vector<std::string>& schemes) {
    return EvaluateOptional(rule, "", supposed.With(context, schemes)) ==
           Truth::kTrue;
  };
  for (const std::string& one : asked) {
    if (holds_with({one})) return {one};
  }
  std::vector<std::string> needed(asked.begin(), asked.end());
  if (!holds_with(needed)) return {};
  for (size_t i = needed.size(); i-- > 0;) {
    std::vector<std::string> fewer = needed;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (holds_with(fewer)) needed = std::move(fewer);
  }
  return needed;
}

}  // namespace sangam::matching
