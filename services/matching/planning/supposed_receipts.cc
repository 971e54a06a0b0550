#include "services/matching/planning/supposed_receipts.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
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

type::v1::Profile ProfileWithout(const MatchContext& context,
                                 const std::vector<std::string>& schemes) {
  type::v1::Profile profile = context.profile;
  auto& received = *profile.mutable_received_benefits();
  received.erase(std::remove_if(received.begin(), received.end(),
                                [&](const auto& benefit) {
                                  return absl::c_linear_search(
                                      schemes, benefit.scheme());
                                }),
                 received.end());
  return profile;
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
                               type::v1::Profile supposed)
    : profile(std::move(supposed)),
      subject(profile, context.subject.place_chain(), context.subject.as_of(),
              context.dictionary, &context.reference.dated,
              &context.reference.places),
      match{profile, subject, context.reference, context.dictionary,
            context.phrases} {}

const MatchContext& SupposedReceipts::With(
    const MatchContext& context, const std::vector<std::string>& schemes) {
  if (schemes.empty()) return context;
  std::unique_ptr<const Entry>& entry = with_[{&context, schemes}];
  if (entry == nullptr) {
    entry =
        std::make_unique<const Entry>(context, ProfileWith(context, schemes));
  }
  return entry->match;
}

const MatchContext& SupposedReceipts::Without(
    const MatchContext& context, const std::vector<std::string>& schemes) {
  if (schemes.empty()) return context;
  std::unique_ptr<const Entry>& entry = without_[{&context, schemes}];
  if (entry == nullptr) {
    entry = std::make_unique<const Entry>(context,
                                          ProfileWithout(context, schemes));
  }
  return entry->match;
}

std::set<std::string> OthersAskedBy(const CompiledVersion& version,
                                    const OptionalRule& rule) {
  std::set<std::string> asked;
  if (rule) AddSchemesAskedOf(rule->typed_root(), &asked);
  if (asked.empty()) return asked;
  asked.erase(std::string(SchemeOfVersion(version.version.name())));
  return asked;
}

ReceiptOrder ReceiptOrderOf(const CompiledVersion& version,
                            const std::set<int>& benefits,
                            const std::vector<std::string>& had,
                            const MatchContext& context) {
  ReceiptOrder order;
  SupposedReceipts supposed;
  const MatchContext& before = supposed.With(context, had);
  const auto add = [&](const OptionalRule& rule) {
    const Truth truth = EvaluateOptional(rule, "", before);
    for (const std::string& scheme : OthersAskedBy(version, rule)) {
      const Truth then =
          EvaluateOptional(rule, "", supposed.With(before, {scheme}));
      if (truth == Truth::kUnknown && then > truth) order.first.insert(scheme);
      if (then < truth) order.later.insert(scheme);
    }
  };
  absl::c_for_each(version.conditions, add);
  for (const int b : benefits) add(version.benefits[b].condition);
  return order;
}

}  // namespace sangam::matching
