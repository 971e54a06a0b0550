#include "services/matching/opportunity/offer_question.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/matching/engine/known_names.h"

namespace sangam::matching {
namespace {

constexpr int kMostUses = 50;

std::string UsePath(int i) { return absl::StrCat("offer.uses[", i, "]"); }

// The same error with fields that begin with `from` beginning with `to`.
absl::Status MoveFields(const absl::Status& status, absl::string_view from,
                        absl::string_view to) {
  std::vector<FieldViolation> violations = FieldViolationsOf(status);
  if (violations.empty()) return status;
  for (FieldViolation& violation : violations) {
    absl::string_view rest = violation.field;
    if (absl::ConsumePrefix(&rest, from)) {
      violation.field = absl::StrCat(to, rest);
    }
  }
  const absl::Status moved = InvalidFieldsError(violations, ReasonOf(status));
  return absl::IsNotFound(status) ? AsNotFound(moved) : moved;
}

class OfferReader {
 public:
  OfferReader(const v1::FindTakersRequest& request, CoverageBasis* basis)
      : request_(request), offer_(request.offer()), basis_(*basis) {}

  absl::StatusOr<OfferQuestion> Read() {
    CheckOffer();
    CheckSharing();
    if (request_.has_as_of()) {
      basis_.as_of = CheckDate(violations_, "as_of", request_.as_of())
                         .value_or(basis_.as_of);
    }
    if (request_.not_served() < 0) {
      violations_.Add("not_served", "must not be negative");
    }
    SANGAM_RETURN_IF_ERROR(violations_.ToStatus());
    SANGAM_RETURN_IF_ERROR(Compile());
    return std::move(question_);
  }

 private:
  void CheckOffer() {
    CheckOptionalText(violations_, "offer.title", offer_.title(), kTitleLength);
    CheckOptionalName(violations_, "offer.department", offer_.department(),
                      {"departments"});
    question_.is_money = offer_.has_amount_paise();
    question_.offered =
        question_.is_money ? offer_.amount_paise() : offer_.units();
    if (offer_.offer_case() == v1::Offer::OFFER_NOT_SET) {
      violations_.Add("offer", "is missing; give amount_paise or units");
    } else {
      CheckOffered(question_.is_money ? "offer.amount_paise" : "offer.units");
    }
    if (offer_.uses().empty()) {
      violations_.Add("offer.uses", "is missing; say what it may be used for");
    } else if (offer_.uses_size() > kMostUses) {
      violations_.Add("offer.uses",
                      absl::StrCat("has more than ", kMostUses, " elements"));
    } else {
      for (int i = 0; i < offer_.uses_size(); ++i) CheckUse(i);
      if (!question_.is_money) CheckLots();
    }
  }

  void CheckOffered(absl::string_view field) {
    if (question_.offered <= 0) {
      violations_.Add(field, "must be more than nothing");
    }
    CheckAmount(field, question_.offered);
  }

  void CheckAmount(absl::string_view field, int64_t amount) {
    if (question_.is_money) {
      CheckPaise(violations_, field, amount);
    } else {
      CheckCount(violations_, field, amount);
    }
  }

  void CheckUse(int i) {
    const v1::OfferedUse& use = offer_.uses(i);
    const std::string path = UsePath(i);
    if (!IsResourceId(use.id())) {
      violations_.Add(path + ".id",
                      "must be 1 to 63 of a-z, 0-9 and hyphens, with no hyphen"
                      " at an end");
    } else if (!ids_.insert(use.id()).second) {
      violations_.Add(path + ".id",
                      absl::StrCat("\"", use.id(), "\" is used twice"));
    }
    if (use.head().empty()) violations_.Add(path + ".head", "is missing");
    CheckCapitalCode(violations_, path + ".head", use.head());
    CheckOptionalText(violations_, path + ".description", use.description(),
                      kTextLength);
    if (use.has_most_each()) CheckAmount(path + ".most_each", use.most_each());
    if (use.has_most()) CheckAmount(path + ".most", use.most());
    if (!use.has_paise_each()) return;
    if (question_.is_money) {
      violations_.Add(path + ".paise_each",
                      "is only for a work order; money has no units");
      return;
    }
    CheckPaise(violations_, path + ".paise_each", use.paise_each());
    if (static_cast<__int128>(use.paise_each()) * use.most() > kMaxPaise) {
      violations_.Add(path + ".paise_each",
                      "makes the lot worth more than any amount");
    }
  }

  // Of a work order each lot says how many units it has.
  void CheckLots() {
    __int128 units = 0;
    bool complete = true;
    for (int i = 0; i < offer_.uses_size(); ++i) {
      units += offer_.uses(i).most();
      if (offer_.uses(i).has_most()) continue;
      complete = false;
      violations_.Add(UsePath(i) + ".most",
                      "is missing: how many units it has");
    }
    if (complete && units != question_.offered) {
      violations_.Add("offer.units",
                      absl::StrCat("is ", FormatCount(question_.offered),
                                   ", and the lots do not sum to that"));
    }
  }

  void CheckSharing() {
    const v1::Sharing& sharing = request_.sharing();
    if (sharing.criterion() != v1::SHARE_CRITERION_UNSPECIFIED) {
      CheckRequiredEnum(violations_, "sharing.criterion", sharing.criterion());
      question_.criterion = sharing.criterion();
    }
    if (sharing.method() != v1::SHARE_METHOD_UNSPECIFIED) {
      CheckRequiredEnum(violations_, "sharing.method", sharing.method());
      question_.method = sharing.method();
    }
    if (sharing.most_takers() < 0) {
      violations_.Add("sharing.most_takers", "must not be negative");
    }
    question_.most_takers = sharing.most_takers();
    const bool by_expression =
        question_.criterion == v1::SHARE_CRITERION_BY_EXPRESSION;
    if (by_expression && sharing.weight().empty()) {
      violations_.Add("sharing.weight", "is missing: by what to weigh");
    } else if (!by_expression && !sharing.weight().empty()) {
      violations_.Add("sharing.weight",
                      "counts only with SHARE_CRITERION_BY_EXPRESSION");
    }
    if (question_.criterion != v1::SHARE_CRITERION_BY_CAPACITY) return;
    for (int i = 0; i < offer_.uses_size(); ++i) {
      if (!offer_.uses(i).capacity().empty()) continue;
      violations_.Add(UsePath(i) + ".capacity",
                      "is missing: takers are weighed by it");
    }
  }

  absl::StatusOr<ValueRule> CompileNumber(const std::string& text,
                                          absl::string_view field) {
    auto rule = ValueRule::Compile(text, basis_.catalog.snapshot->dictionary());
    if (!rule.ok()) return MoveFields(rule.status(), "expression", field);
    if (rule->type() != scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER) {
      return InvalidFieldError(field, "must be a number, not a condition");
    }
    return rule;
  }

  absl::Status Compile() {
    const SharedCatalog& catalog = basis_.catalog.snapshot;
    for (int i = 0; i < offer_.uses_size(); ++i) {
      AskedUse& asked = question_.uses.emplace_back();
      asked.use = &offer_.uses(i);
      auto who = CompileQuestion(catalog, asked.use->who(), basis_.as_of);
      if (!who.ok()) {
        return MoveFields(who.status(), "question", UsePath(i) + ".who");
      }
      asked.who = *std::move(who);
      if (asked.use->capacity().empty()) continue;
      SANGAM_ASSIGN_OR_RETURN(
          asked.capacity,
          CompileNumber(asked.use->capacity(), UsePath(i) + ".capacity"));
    }
    if (question_.criterion == v1::SHARE_CRITERION_BY_EXPRESSION) {
      SANGAM_ASSIGN_OR_RETURN(
          question_.weight,
          CompileNumber(request_.sharing().weight(), "sharing.weight"));
    } else if (question_.criterion == v1::SHARE_CRITERION_BY_MEMBERS) {
      SANGAM_ASSIGN_OR_RETURN(question_.weight,
                              CompileNumber("members", "sharing.criterion"));
    }
    SANGAM_ASSIGN_OR_RETURN(
        question_.cohort,
        CompileCohort(catalog, request_.cohort(), *basis_.subjects.places));
    return absl::OkStatus();
  }

  const v1::FindTakersRequest& request_;
  const v1::Offer& offer_;
  CoverageBasis& basis_;
  Violations violations_;
  std::set<std::string> ids_;
  OfferQuestion question_;
};

}  // namespace

absl::StatusOr<OfferQuestion> ReadOffer(const v1::FindTakersRequest& request,
                                        CoverageBasis* basis) {
  return OfferReader(request, basis).Read();
}

}  // namespace sangam::matching
