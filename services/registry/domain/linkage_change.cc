#include "services/registry/domain/linkage_change.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/money/format.h"
#include "common/status/macros.h"
#include "common/validation/date.h"
#include "common/validation/violations.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/registry/domain/linkage_life_cycle.h"

namespace sangam::registry {
namespace {

using google::protobuf::util::MessageDifferencer;

constexpr char kCorrection[] =
    "; to put a wrong record right, remove it by its etag and record it anew";

bool IsBound(const v1::Linkage& linkage) {
  return linkage.state() != v1::LINKAGE_STATE_PROPOSED &&
         linkage.state() != v1::LINKAGE_STATE_RECEIVED;
}

bool SamePayment(const v1::Instalment& some, const v1::Instalment& other) {
  return some.has_paid_on() && other.has_paid_on() &&
         some.amount_paise() == other.amount_paise() &&
         MessageDifferencer::Equals(some.paid_on(), other.paid_on());
}

// Adds a fault for each payment on record that is not there any more.
void CheckPaidStays(Violations& violations, const v1::Linkage& before,
                    const v1::Linkage& after) {
  std::vector<bool> taken(after.instalments_size(), false);
  for (int i = 0; i < before.instalments_size(); ++i) {
    const v1::Instalment& paid = before.instalments(i);
    if (!paid.has_paid_on()) continue;
    bool found = false;
    for (int j = 0; j < after.instalments_size() && !found; ++j) {
      const v1::Instalment& told = after.instalments(j);
      found = !taken[j] && SamePayment(told, paid);
      if (found) taken[j] = true;
    }
    if (found) continue;
    violations.Add("instalments",
                   absl::StrCat("must keep what is recorded as paid, among it ",
                                FormatPaise(paid.amount_paise()), kCorrection));
  }
}

void CheckWhatStays(Violations& violations, const v1::Linkage& before,
                    const v1::Linkage& after) {
  if (!IsBound(before)) return;
  const std::string since =
      absl::StrCat(" once the state is ", LinkageStateText(before.state()));
  if (after.subject() != before.subject()) {
    violations.Add("subject", absl::StrCat("must stay ", before.subject(),
                                           since, kCorrection));
  }
  if (!before.scheme().empty() && after.scheme() != before.scheme()) {
    violations.Add("scheme", absl::StrCat("must stay ", before.scheme(), since,
                                          kCorrection));
  }
  if (!FeedsReceived(before.state())) return;
  CheckPaidStays(violations, before, after);
  bool any_paid = false;
  for (const auto& each : before.instalments()) any_paid |= each.has_paid_on();
  const bool is_told =
      !any_paid || before.state() == v1::LINKAGE_STATE_UTILISED;
  if (is_told && before.has_amount_paise() &&
      (!after.has_amount_paise() ||
       after.amount_paise() != before.amount_paise())) {
    violations.Add(
        "amount_paise",
        absl::StrCat("must stay ", FormatPaise(before.amount_paise()), since,
                     kCorrection));
  }
}

// The first payment is what leads to DISBURSED. Where no step before it is
// told, the record began later than the linkage did.
void CheckPaidSinceDisbursed(Violations& violations, const v1::Linkage* before,
                             const v1::Linkage& after) {
  absl::optional<absl::CivilDay> disbursed;
  Violations none;
  for (int i = 1; i < after.steps_size(); ++i) {
    if (after.steps(i).state() == v1::LINKAGE_STATE_DISBURSED) {
      disbursed = CheckDate(none, "", after.steps(i).taken_on());
    }
  }
  if (!disbursed) return;
  const auto first = CheckDate(none, "", after.steps(0).taken_on());
  for (int i = 0; i < after.instalments_size(); ++i) {
    const v1::Instalment& told = after.instalments(i);
    const auto is_told = [&](const v1::Instalment& recorded) {
      return SamePayment(recorded, told);
    };
    if (!told.has_paid_on() ||
        (before != nullptr && absl::c_any_of(before->instalments(), is_told))) {
      continue;
    }
    const auto day = CheckDate(none, "", told.paid_on());
    if (!day || *day >= *disbursed) continue;
    // That is told already.
    if (first && *day < *first) continue;
    violations.Add(absl::StrCat("instalments[", i, "].paid_on"),
                   "is before the step to DISBURSED, by which the first money"
                   " reached the subject");
  }
}

// What is used and certified has been paid. What was recorded otherwise stays.
void CheckPaidWhenUtilised(Violations& violations, const v1::Linkage* before,
                           const v1::Linkage& after) {
  if (after.state() != v1::LINKAGE_STATE_UTILISED ||
      (before != nullptr && before->state() == after.state())) {
    return;
  }
  int64_t open = 0;
  bool any_paid = false;
  for (const v1::Instalment& each : after.instalments()) {
    any_paid |= each.has_paid_on();
    // The sum is bounded by the rules of a linkage by itself.
    if (!each.has_paid_on() &&
        __builtin_add_overflow(open, each.amount_paise(), &open)) {
      return;
    }
  }
  if (open == 0 || !any_paid) return;
  violations.Add("instalments",
                 absl::StrCat("tell of ", FormatPaise(open),
                              " that are not paid, and the state is UTILISED:"
                              " give each its paid_on, or leave out what will"
                              " not be paid, here and in amount_paise"));
}

class DayCheck {
 public:
  DayCheck(Violations& violations, const v1::Linkage& linkage,
           absl::CivilDay today)
      : violations_(violations), last_(today + 1) {
    if (linkage.steps().empty() || FeedsReceived(linkage.steps(0).state())) {
      return;
    }
    first_ = DayOf(linkage.steps(0).taken_on()).value_or(first_);
  }

  // What may be older than the linkage.
  void Happened(const std::string& field, bool given,
                const google::type::Date& date) {
    if (!given) return;
    const absl::optional<absl::CivilDay> day = DayOf(date);
    if (day && *day > last_) violations_.Add(field, "is in the future");
  }

  // What comes of it.
  void Followed(const std::string& field, bool given,
                const google::type::Date& date) {
    Happened(field, given, date);
    if (!given) return;
    const absl::optional<absl::CivilDay> day = DayOf(date);
    if (day && *day < first_) {
      violations_.Add(field, "is before the first step");
    }
  }

 private:
  // Of dates that were checked before.
  static absl::optional<absl::CivilDay> DayOf(const google::type::Date& date) {
    Violations none;
    return CheckDate(none, "", date);
  }

  Violations& violations_;
  const absl::CivilDay last_;
  absl::CivilDay first_ = absl::CivilDay::min();
};

void CheckDays(Violations& violations, const v1::Linkage& linkage,
               absl::CivilDay today) {
  DayCheck days(violations, linkage, today);
  for (int i = 0; i < linkage.steps_size(); ++i) {
    days.Happened(absl::StrCat("steps[", i, "].taken_on"),
                  linkage.steps(i).has_taken_on(), linkage.steps(i).taken_on());
  }
  days.Followed("received_on", linkage.has_received_on(),
                linkage.received_on());
  for (int i = 0; i < linkage.instalments_size(); ++i) {
    days.Followed(absl::StrCat("instalments[", i, "].paid_on"),
                  linkage.instalments(i).has_paid_on(),
                  linkage.instalments(i).paid_on());
  }
  for (int i = 0; i < linkage.monitoring_size(); ++i) {
    days.Followed(absl::StrCat("monitoring[", i, "].visited_on"),
                  linkage.monitoring(i).has_visited_on(),
                  linkage.monitoring(i).visited_on());
  }
  for (int i = 0; i < linkage.evidence_size(); ++i) {
    days.Happened(absl::StrCat("evidence[", i, "].dated_on"),
                  linkage.evidence(i).has_dated_on(),
                  linkage.evidence(i).dated_on());
  }
  days.Happened("feedback.given_on", linkage.feedback().has_given_on(),
                linkage.feedback().given_on());
}

}  // namespace

absl::Status CheckLinkageWrite(const v1::Linkage* before,
                               const v1::Linkage& after, absl::CivilDay today) {
  if (before != nullptr) {
    SANGAM_RETURN_IF_ERROR(CheckLinkageChange(*before, after));
  }
  Violations violations;
  if (before != nullptr) CheckWhatStays(violations, *before, after);
  CheckDays(violations, after, today);
  CheckPaidSinceDisbursed(violations, before, after);
  CheckPaidWhenUtilised(violations, before, after);
  return violations.ToStatus();
}

}  // namespace sangam::registry
