#include "services/registry/domain/linkage_money.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/list_size.h"
#include "common/validation/number.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "services/registry/domain/linkage_life_cycle.h"

namespace sangam::registry {
namespace {

constexpr int kMaxParties = 50;
constexpr int kMaxInstalments = 200;

// Nothing where the sum is too large.
template <typename Parts, typename Counts>
absl::optional<int64_t> SumOf(const Parts& parts, const Counts& counts) {
  int64_t sum = 0;
  for (const auto& part : parts) {
    if (counts(part) &&
        __builtin_add_overflow(sum, part.amount_paise(), &sum)) {
      return absl::nullopt;
    }
  }
  return sum;
}

void CheckParties(Violations& violations, const v1::Linkage& linkage) {
  if (!CheckListSize(violations, "parties", linkage.parties_size(),
                     kMaxParties)) {
    return;
  }
  for (int i = 0; i < linkage.parties_size(); ++i) {
    const v1::PartyAmount& party = linkage.parties(i);
    const std::string path = absl::StrCat("parties[", i, "]");
    CheckRequiredEnum(violations, absl::StrCat(path, ".party"), party.party());
    CheckOptionalName(violations, absl::StrCat(path, ".department"),
                      party.department(), {"departments"});
    CheckPaise(violations, absl::StrCat(path, ".amount_paise"),
               party.amount_paise());
    CheckOptionalText(violations, absl::StrCat(path, ".description"),
                      party.description(), kTitleLength);
  }
  if (linkage.parties().empty() || !linkage.has_amount_paise()) return;
  const auto sum =
      SumOf(linkage.parties(), [](const v1::PartyAmount&) { return true; });
  if (!sum || *sum != linkage.amount_paise()) {
    violations.Add(
        "parties",
        absl::StrCat("bring ", sum ? FormatPaise(*sum) : "more than any amount",
                     " together, and amount_paise is ",
                     FormatPaise(linkage.amount_paise())));
  }
}

void CheckInstalment(Violations& violations, const std::string& path,
                     const v1::Instalment& instalment, bool may_be_paid) {
  if (instalment.amount_paise() <= 0) {
    violations.Add(absl::StrCat(path, ".amount_paise"), "must be 1 or more");
  }
  CheckPaise(violations, absl::StrCat(path, ".amount_paise"),
             instalment.amount_paise());
  if (instalment.has_due_on()) {
    CheckDate(violations, absl::StrCat(path, ".due_on"), instalment.due_on());
  }
  if (instalment.has_paid_on()) {
    CheckDate(violations, absl::StrCat(path, ".paid_on"), instalment.paid_on());
    if (!may_be_paid) {
      violations.Add(absl::StrCat(path, ".paid_on"),
                     "must be left out before the state DISBURSED");
    }
  }
  CheckOptionalText(violations, absl::StrCat(path, ".condition"),
                    instalment.condition(), kTextLength);
  CheckOptionalText(violations, absl::StrCat(path, ".reference"),
                    instalment.reference(), kTitleLength);
}

// The money that goes to the subject: what it brings itself, and what comes in
// kind, does not.
absl::optional<int64_t> ToBePaid(const v1::Linkage& linkage) {
  if (!linkage.has_amount_paise()) return absl::nullopt;
  const auto elsewhere =
      SumOf(linkage.parties(), [](const v1::PartyAmount& party) {
        return party.in_kind() ||
               party.party() == scheme_catalog::v1::FUNDING_PARTY_BENEFICIARY;
      });
  if (!elsewhere) return absl::nullopt;
  return linkage.amount_paise() - *elsewhere;
}

void CheckInstalments(Violations& violations, const v1::Linkage& linkage) {
  if (linkage.instalments().empty() ||
      !CheckListSize(violations, "instalments", linkage.instalments_size(),
                     kMaxInstalments)) {
    return;
  }
  bool any_paid = false;
  for (int i = 0; i < linkage.instalments_size(); ++i) {
    any_paid |= linkage.instalments(i).has_paid_on();
    CheckInstalment(violations, absl::StrCat("instalments[", i, "]"),
                    linkage.instalments(i), FeedsReceived(linkage.state()));
  }
  const bool must_be_paid = linkage.state() == v1::LINKAGE_STATE_DISBURSED ||
                            linkage.state() == v1::LINKAGE_STATE_UTILISED;
  if (must_be_paid && !any_paid) {
    violations.Add("instalments",
                   absl::StrCat("none is paid, and the state is ",
                                LinkageStateText(linkage.state()),
                                ": give the first one its paid_on"));
  }
  const auto wanted = ToBePaid(linkage);
  const auto sum =
      SumOf(linkage.instalments(), [](const v1::Instalment&) { return true; });
  if (wanted && (!sum || *sum != *wanted)) {
    violations.Add(
        "instalments",
        absl::StrCat("come to ",
                     sum ? FormatPaise(*sum) : "more than any amount", ", and ",
                     FormatPaise(*wanted), " are to be paid"));
  }
}

}  // namespace

absl::optional<int64_t> PaidByOthers(const v1::Linkage& linkage,
                                     int64_t whole) {
  const auto own = SumOf(linkage.parties(), [](const v1::PartyAmount& party) {
    return party.party() == scheme_catalog::v1::FUNDING_PARTY_BENEFICIARY;
  });
  if (!own || *own > whole) return absl::nullopt;
  return whole - *own;
}

void CheckMoney(Violations& violations, const v1::Linkage& linkage) {
  CheckParties(violations, linkage);
  CheckInstalments(violations, linkage);
}

absl::optional<int64_t> PaidPaise(const v1::Linkage& linkage) {
  int64_t paid = 0;
  bool any = false;
  for (const v1::Instalment& instalment : linkage.instalments()) {
    if (!instalment.has_paid_on()) continue;
    any = true;
    if (__builtin_add_overflow(paid, instalment.amount_paise(), &paid)) {
      return absl::nullopt;
    }
  }
  if (!any) return absl::nullopt;
  return paid;
}

}  // namespace sangam::registry
