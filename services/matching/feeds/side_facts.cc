#include "services/matching/feeds/side_facts.h"

#include "absl/strings/escaping.h"

namespace sangam::matching {
namespace {

constexpr char kJudgementsSideFact[] = "=judgements";

}  // namespace

bool HasSideFacts(const registry::v1::ProfileRevision& changed) {
  return !changed.member_of().empty() || !changed.judgements().empty();
}

void AddSideFacts(const registry::v1::ProfileRevision& changed,
                  type::v1::Profile* profile) {
  auto& extra = *profile->mutable_extra();
  if (!changed.member_of().empty()) {
    extra[kMemberOfSideFact].set_text(changed.member_of());
  }
  for (const type::v1::NormJudgement& judgement : changed.judgements()) {
    extra[kJudgementsSideFact].mutable_list()->add_values(
        // Texts are UTF-8.
        absl::BytesToHexString(judgement.SerializeAsString()));
  }
}

SideFacts TakeSideFacts(type::v1::Profile* profile) {
  SideFacts facts;
  auto& extra = *profile->mutable_extra();
  const auto member_of = extra.find(kMemberOfSideFact);
  if (member_of != extra.end()) {
    facts.member_of = member_of->second.text();
    extra.erase(member_of);
  }
  const auto judgements = extra.find(kJudgementsSideFact);
  if (judgements != extra.end()) {
    for (const std::string& judgement : judgements->second.list().values()) {
      facts.judgements.Add()->ParseFromString(
          absl::HexStringToBytes(judgement));
    }
    extra.erase(judgements);
  }
  return facts;
}

}  // namespace sangam::matching
