#include "services/matching/planning/earlier_receipts.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/engine/beneficiary_estimate.h"
#include "services/matching/planning/offer_rules.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;
using type::v1::ReceivedBenefit;

constexpr size_t kMostNamed = 3;

void AddUp(int64_t more, int64_t& sum) {
  sum = std::min(kMostPaise, sum + std::clamp<int64_t>(more, 0, kMostPaise));
}

std::string Named(const std::vector<std::string>& linkages) {
  const size_t named = std::min(linkages.size(), kMostNamed);
  return absl::StrCat(
      absl::StrJoin(linkages.begin(), linkages.begin() + named, ", "),
      named < linkages.size()
          ? absl::StrCat(" and ", linkages.size() - named, " more")
          : "");
}

std::string PromisedSum(const EarlierReceipts& receipts) {
  if (receipts.promised_paise == 0) return "a sum that is not recorded";
  return absl::StrCat(
      FormatPaise(receipts.promised_paise),
      receipts.promised_open ? " and a sum that is not recorded" : "");
}

// What a ceiling still allows, as far as it is known.
std::string WhatIsLeft(const EarlierReceipts& receipts, int64_t left) {
  const bool open = receipts.open || receipts.promised_open;
  return absl::StrCat(", which leaves ", open ? "no more than " : "",
                      FormatPaise(left), " of its ceiling",
                      open ? ", less what is not recorded" : "");
}

// What a sum of the scheme has to do with the benefit that is asked about.
enum class Share { kNone, kUnknown, kAll };

// Tells by the head of cost that a sum was for; empty if that is not known.
using ShareOfHead = std::function<Share(const std::string& head)>;

Share ShareOfBenefit(const SchemeVersion& version, int benefit,
                     const std::string& head) {
  bool pays = false;
  bool another_pays = false;
  bool is_alone = true;
  for (int b = 0; b < version.benefits_size(); ++b) {
    const auto& one = version.benefits(b);
    const bool has_head = absl::c_linear_search(one.cost_heads(), head);
    (b == benefit ? pays : another_pays) |= has_head;
    is_alone = is_alone && (b == benefit || !PaysCosts(one));
  }
  if (is_alone || (pays && !another_pays)) return Share::kAll;
  return another_pays && !pays ? Share::kNone : Share::kUnknown;
}

// Reads one participant's records of one scheme.
class Reader {
 public:
  Reader(const PlanQuestion& question, int participant,
         absl::string_view scheme, ShareOfHead share_of)
      : question_(question),
        participant_(participant),
        scheme_(scheme),
        share_of_(std::move(share_of)) {}

  EarlierReceipts Read() && {
    const auto& profile = question_.participants[participant_].subject->profile;
    for (const ReceivedBenefit& benefit : profile.received_benefits()) {
      if (benefit.scheme() == scheme_) AddReceived(benefit);
    }
    for (const PromisedGrant& promised : question_.promised) {
      if (promised.scheme != scheme_ || promised.participant != participant_) {
        continue;
      }
      const Share share = share_of_(HeadOf(promised));
      if (share == Share::kNone) continue;
      if (!promised.refused.empty()) {
        AddRefusal(promised);
      } else if (promised.kept) {
        AddUp(promised.paise.value_or(0), receipts_.kept_paise);
        NoteIfUnknown(share);
      } else if (IsCounted(promised, question_.as_of)) {
        if (promised.sanctioned) NoteIfUnknown(share);
        AddPromised(promised);
      }
    }
    return std::move(receipts_);
  }

 private:
  std::string HeadOf(const PromisedGrant& promised) const {
    if (!promised.head.empty()) return promised.head;
    const bool has_need =
        promised.need >= 0 && (promised.kept || !promised.put_back);
    return has_need ? question_.terms.needs(promised.need).head() : "";
  }

  // By the linkage that records it; null where that is not known.
  const PromisedGrant* PromiseOf(const ReceivedBenefit& benefit) const {
    const auto promised =
        absl::c_find_if(question_.promised, [&](const PromisedGrant& one) {
          return one.linkage == benefit.linkage() && one.scheme == scheme_;
        });
    return promised == question_.promised.end() ? nullptr : &*promised;
  }

  void NoteIfUnknown(Share share) {
    if (share == Share::kUnknown) receipts_.of_any_benefit = true;
  }

  void AddReceived(const ReceivedBenefit& benefit) {
    if (ReceivedLater(benefit, question_.as_of)) return;
    // A sum that the plan keeps is told of as such.
    const bool is_kept =
        absl::c_any_of(question_.promised, [&](const PromisedGrant& one) {
          return one.kept && one.linkage == benefit.linkage();
        });
    const PromisedGrant* promised = PromiseOf(benefit);
    const Share share = share_of_(promised == nullptr ? "" : HeadOf(*promised));
    if (is_kept || share == Share::kNone) return;
    // What came beyond the grant was lent by a bank.
    int64_t granted = benefit.amount_paise();
    if (promised != nullptr && promised->paise) {
      granted = std::min(granted, *promised->paise);
    }
    if (granted == 0 && benefit.amount_paise() > 0) return;
    NoteIfUnknown(share);
    ++receipts_.count;
    if (benefit.has_amount_paise()) {
      AddUp(granted, receipts_.paise);
    } else {
      receipts_.open = true;
    }
  }

  // That of a need of the plan always.
  void AddRefusal(const PromisedGrant& refused) {
    if (refused.need < 0 && refused.since && *refused.since > question_.as_of) {
      return;
    }
    if (!receipts_.refusal.empty() && refused.since < receipts_.refused_on) {
      return;
    }
    receipts_.refused_on = refused.since;
    receipts_.refusal =
        absl::StrCat(refused.linkage, " was refused ", refused.refused);
  }

  void AddPromised(const PromisedGrant& promised) {
    if (!promised.sanctioned) {
      if (promised.need >= 0 || promised.paise.value_or(0) == 0) return;
      AddUp(*promised.paise, receipts_.asked_paise);
      receipts_.asked_by.push_back(promised.linkage);
      return;
    }
    const ReceivedBenefit* received = ReceivedBy(promised.linkage);
    const int64_t received_paise =
        received == nullptr ? 0 : received->amount_paise();
    const bool is_due =
        promised.paise ? *promised.paise > received_paise : received == nullptr;
    if (!is_due) return;
    AddUp(promised.paise.value_or(0) - received_paise,
          receipts_.promised_paise);
    receipts_.promised_open = receipts_.promised_open || !promised.paise;
    receipts_.promised_by.push_back(promised.linkage);
  }

  const ReceivedBenefit* ReceivedBy(const std::string& linkage) const {
    const auto& profile = question_.participants[participant_].subject->profile;
    for (const ReceivedBenefit& benefit : profile.received_benefits()) {
      if (benefit.linkage() == linkage && benefit.scheme() == scheme_ &&
          !ReceivedLater(benefit, question_.as_of)) {
        return &benefit;
      }
    }
    return nullptr;
  }

  const PlanQuestion& question_;
  const int participant_;
  const absl::string_view scheme_;
  const ShareOfHead share_of_;
  EarlierReceipts receipts_;
};

}  // namespace

bool IsCounted(const PromisedGrant& promised, absl::CivilDay as_of) {
  return promised.need >= 0 || !promised.lost_need.empty() || !promised.since ||
         *promised.since <= as_of;
}

EarlierReceipts ReceiptsOf(const PlanQuestion& question, int participant,
                           absl::string_view scheme) {
  return Reader(question, participant, scheme,
                [](const std::string&) { return Share::kAll; })
      .Read();
}

EarlierReceipts ReceiptsOf(const PlanQuestion& question, int participant,
                           absl::string_view scheme,
                           const SchemeVersion& version, int benefit) {
  return Reader(question, participant, scheme,
                [&](const std::string& head) {
                  return ShareOfBenefit(version, benefit, head);
                })
      .Read();
}

int64_t LeftOfCeiling(int64_t ceiling, const EarlierReceipts& receipts) {
  return std::max<int64_t>(0, ceiling - receipts.Taken());
}

std::string WhatWasHad(const EarlierReceipts& receipts) {
  std::vector<std::string> told;
  if (receipts.paise > 0) {
    told.push_back(
        absl::StrCat(FormatPaise(receipts.paise),
                     receipts.open ? " and more that is not recorded" : "",
                     " came of it before"));
  } else if (receipts.count > 0) {
    told.push_back("a sum that is not recorded came of it before");
  }
  if (!receipts.promised_by.empty()) {
    told.push_back(absl::StrCat(PromisedSum(receipts), " was sanctioned by ",
                                Named(receipts.promised_by)));
  }
  if (receipts.kept_paise > 0) {
    told.push_back(absl::StrCat(FormatPaise(receipts.kept_paise),
                                " was sanctioned for the plan"));
  }
  return absl::StrJoin(told, " and ");
}

std::string WhatIsPromised(const EarlierReceipts& receipts) {
  if (receipts.promised_by.empty()) return "";
  return absl::StrCat(PromisedSum(receipts), " of ",
                      Named(receipts.promised_by));
}

std::string TakenForGranted(const EarlierReceipts& receipts,
                            absl::optional<int64_t> left) {
  std::vector<std::string> told;
  if (receipts.count > 0 || !receipts.promised_by.empty()) {
    told.push_back(absl::StrCat("it may be had again: ", WhatWasHad(receipts),
                                left ? WhatIsLeft(receipts, *left) : ""));
  }
  if (receipts.asked_paise > 0) {
    told.push_back(absl::StrCat(
        FormatPaise(receipts.asked_paise), " that ", Named(receipts.asked_by),
        " asks it for is not counted: nobody has said yes"));
  }
  if (!receipts.refusal.empty()) {
    told.push_back(
        absl::StrCat("it may be asked for again: ", receipts.refusal));
  }
  return absl::StrJoin(told, "; ");
}

}  // namespace sangam::matching
