#include "services/matching/catalog/compiled_version.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "common/status/errors.h"
#include "common/validation/resource_name.h"
#include "services/matching/catalog/relation_condition.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Amount;
using scheme_catalog::v1::Benefit;
using scheme_catalog::v1::SchemeRelation;
using scheme_catalog::v1::SchemeVersion;

// The relation in its own words, else in plain ones.
type::v1::LocalizedText DescriptionOf(const SchemeRelation& relation) {
  if (!relation.description().text().empty()) return relation.description();
  const std::string& scheme = relation.scheme();
  type::v1::LocalizedText text;
  auto& words = *text.mutable_text();
  if (relation.kind() == scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES) {
    words["en"] = absl::StrCat("A benefit from ", scheme, " came before");
    words["hi"] = absl::StrCat("पहले ", scheme, " से लाभ मिला है");
  } else if (relation.has_within_months()) {
    words["en"] = absl::StrCat("No benefit from ", scheme, " within the last ",
                               relation.within_months(), " months");
    words["hi"] = absl::StrCat("पिछले ", relation.within_months(), " महीनों में ",
                               scheme, " से लाभ नहीं मिला");
  } else {
    words["en"] = absl::StrCat("No benefit from ", scheme, " before");
    words["hi"] = absl::StrCat("पहले ", scheme, " से लाभ नहीं मिला");
  }
  return text;
}

bool ActsAsCondition(const SchemeRelation& relation) {
  return relation.kind() == scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES ||
         relation.kind() == scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES;
}

// The version's own copy where conditions may have to be added, else null.
std::shared_ptr<SchemeVersion> RoomForConditions(const SchemeVersion& version) {
  if (std::none_of(version.relations().begin(), version.relations().end(),
                   ActsAsCondition)) {
    return nullptr;
  }
  return std::make_shared<SchemeVersion>(version);
}

class VersionCompiler {
 public:
  VersionCompiler(std::shared_ptr<const SchemeVersion> version,
                  const AttributeDictionary& dictionary)
      : dictionary_(dictionary),
        room_(RoomForConditions(*version)),
        compiled_(std::make_shared<CompiledVersion>(
            version, room_ == nullptr ? version : room_)) {}

  std::shared_ptr<const CompiledVersion> Compile() {
    CompileDates();
    CompileConditions();
    for (int i = 0; i < compiled_->version.relations_size(); ++i) {
      CompileRelation(compiled_->version.relations(i),
                      absl::StrCat("relations[", i, "].scheme"));
    }
    const SchemeVersion& version = compiled_->version;
    for (int i = 0; i < version.benefits_size(); ++i) {
      compiled_->benefits.push_back(CompileBenefit(
          version.benefits(i), absl::StrCat("benefits[", i, "]")));
    }
    for (int i = 0; i < version.funding_size(); ++i) {
      compiled_->funding_conditions.push_back(
          CompileRule(absl::StrCat("funding[", i, "].condition"),
                      absl::StrCat("the condition of funding rule ", i + 1),
                      version.funding(i).condition()));
    }
    if (compiled_->defect.empty()) {
      compiled_->program = ConditionProgram(compiled_->conditions);
    }
    return compiled_;
  }

 private:
  // The first fault is the one that is told in the notes of a match.
  void Fault(absl::string_view path, absl::string_view description,
             std::string defect) {
    compiled_->faults.push_back({std::string(path), std::string(description)});
    if (compiled_->defect.empty()) compiled_->defect = std::move(defect);
  }

  absl::optional<absl::CivilDay> Day(const google::type::Date& date,
                                     absl::string_view path) {
    const auto day = ToCivilDay(date, path);
    if (day.ok()) return *day;
    Fault(path, "is not a day of the calendar",
          "one of its dates is not a day of the calendar");
    return absl::nullopt;
  }

  void CompileDates() {
    const SchemeVersion& version = compiled_->version;
    if (version.has_effective_from()) {
      compiled_->effective_from =
          Day(version.effective_from(), "effective_from");
    }
    absl::optional<absl::CivilDay>& last_day = compiled_->last_day;
    if (version.has_effective_until()) {
      last_day = Day(version.effective_until(), "effective_until");
    }
    if (version.has_closed_on()) {
      const auto closed_on = Day(version.closed_on(), "closed_on");
      if (closed_on)
        last_day = std::min(last_day.value_or(*closed_on), *closed_on);
    } else if (version.state() ==
               scheme_catalog::v1::SCHEME_VERSION_STATE_CLOSED) {
      Fault("closed_on", "is missing in a version that is closed",
            "it is closed, and the day is not stated");
    }
  }

  void CompileConditions() {
    const SchemeVersion& version = compiled_->version;
    for (int i = 0; i < version.conditions_size(); ++i) {
      const auto& condition = version.conditions(i);
      const std::string path = absl::StrCat("conditions[", i, "].expression");
      const std::string what = absl::StrCat("condition ", condition.id());
      compiled_->conditions.push_back(
          CompileRule(path, what, condition.expression()));
      // An empty expression would hold for everybody.
      if (condition.expression().empty()) {
        Fault(path, "is empty", absl::StrCat(what, " is empty"));
      }
    }
    if (version.conditions().empty() && !version.open_to_all()) {
      Fault("conditions",
            "are missing, and the version does not say that it is open to all",
            "it states no conditions and does not say that it is open to all");
    }
    compiled_->own_conditions = version.conditions_size();
  }

  void CompileRelation(const SchemeRelation& relation,
                       const std::string& path) {
    if (!ActsAsCondition(relation)) return;
    const bool excludes =
        relation.kind() == scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES;
    const std::string what =
        absl::StrCat(excludes ? "the exclusion by " : "the requirement of ",
                     relation.scheme());
    // Nothing but a name may get into the expression.
    if (!IsResourceName(relation.scheme(), "schemes")) {
      Fault(path, "is not the name of a scheme",
            absl::StrCat(what, " names no scheme"));
      return;
    }
    if (AsksAbout(relation.scheme())) return;
    std::string expression = ConditionOf(relation);
    if (IsAdded(expression)) return;
    OptionalRule rule = CompileRule(path, what, expression);
    scheme_catalog::v1::Condition* condition = room_->add_conditions();
    condition->set_id(UnusedId(
        absl::StrCat(excludes ? "excludes-" : "requires-",
                     absl::StripPrefix(relation.scheme(), "schemes/"))));
    condition->set_expression(std::move(expression));
    *condition->mutable_description() = DescriptionOf(relation);
    *condition->mutable_citations() = relation.citations();
    compiled_->conditions.push_back(std::move(rule));
  }

  // Whether one of the version's own conditions does.
  bool AsksAbout(const std::string& scheme) const {
    const auto own = compiled_->conditions.begin();
    return std::any_of(
        own, own + compiled_->own_conditions, [&](const OptionalRule& rule) {
          return rule && std::binary_search(rule->scheme_names().begin(),
                                            rule->scheme_names().end(), scheme);
        });
  }

  bool IsAdded(const std::string& expression) const {
    const auto& conditions = room_->conditions();
    return std::any_of(conditions.begin() + compiled_->own_conditions,
                       conditions.end(), [&](const auto& condition) {
                         return condition.expression() == expression;
                       });
  }

  // The id, with a number after it where another condition has it.
  std::string UnusedId(const std::string& id) const {
    const auto& conditions = room_->conditions();
    std::string unused = id;
    for (int number = 2;
         std::any_of(conditions.begin(), conditions.end(),
                     [&](const auto& other) { return other.id() == unused; });
         ++number) {
      unused = absl::StrCat(id, "-", number);
    }
    return unused;
  }

  CompiledBenefit CompileBenefit(const Benefit& benefit,
                                 const std::string& path) {
    CompiledBenefit compiled;
    compiled.condition =
        CompileRule(absl::StrCat(path, ".condition"),
                    absl::StrCat("the condition of benefit ", benefit.id()),
                    benefit.condition());
    for (int i = 0; i < benefit.tranches_size(); ++i) {
      compiled.tranche_conditions.push_back(CompileRule(
          absl::StrCat(path, ".tranches[", i, "].condition"),
          absl::StrCat("the condition of tranche ", benefit.tranches(i).id(),
                       " of benefit ", benefit.id()),
          benefit.tranches(i).condition()));
    }
    CompileAmount(benefit.amount(), absl::StrCat(path, ".amount"),
                  absl::StrCat("the amount of benefit ", benefit.id()),
                  &compiled.computed_amounts);
    return compiled;
  }

  void CompileAmount(const Amount& amount, const std::string& path,
                     const std::string& what, ComputedAmounts* computed) {
    if (amount.has_computed()) {
      CompileComputed(amount.computed().expression(),
                      absl::StrCat(path, ".computed.expression"), what,
                      computed);
    }
    for (int i = 0; i < amount.lesser_of().amounts_size(); ++i) {
      CompileAmount(amount.lesser_of().amounts(i),
                    absl::StrCat(path, ".lesser_of.amounts[", i, "]"), what,
                    computed);
    }
  }

  void CompileComputed(const std::string& expression, const std::string& path,
                       const std::string& what, ComputedAmounts* computed) {
    if (computed->contains(expression)) return;
    auto rule = ValueRule::Compile(expression, dictionary_);
    if (!rule.ok()) {
      ExpressionFaults(rule.status(), path, what);
    } else if (rule->type() != scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER) {
      Fault(path, "line 1, column 1: must give a number, in paise",
            absl::StrCat(what, " is not a number"));
    } else {
      computed->emplace(expression, *std::move(rule));
    }
  }

  OptionalRule CompileRule(const std::string& path, const std::string& what,
                           const std::string& expression) {
    if (expression.empty()) return absl::nullopt;
    auto rule = Rule::Compile(expression, dictionary_);
    if (rule.ok()) return *std::move(rule);
    ExpressionFaults(rule.status(), path, what);
    return absl::nullopt;
  }

  void ExpressionFaults(const absl::Status& status, const std::string& path,
                        const std::string& what) {
    const std::string defect =
        absl::StrCat(what, " can't be read (", status.message(), ")");
    for (const FieldViolation& violation : FieldViolationsOf(status)) {
      Fault(path, violation.description, defect);
    }
    // Whatever the status lacks, an expression without a rule must not hold.
    if (compiled_->defect.empty()) Fault(path, status.message(), defect);
  }

  const AttributeDictionary& dictionary_;
  // What compiled_->version is, as long as conditions may be added to it.
  const std::shared_ptr<SchemeVersion> room_;
  const std::shared_ptr<CompiledVersion> compiled_;
};

}  // namespace

bool CompiledVersion::CoversDay(absl::CivilDay day) const {
  return (!effective_from || *effective_from <= day) &&
         (!last_day || day <= *last_day);
}

absl::string_view SchemeOfVersion(absl::string_view version) {
  return version.substr(0, version.find("/versions/"));
}

std::shared_ptr<const CompiledVersion> CompileVersion(
    std::shared_ptr<const SchemeVersion> version,
    const AttributeDictionary& dictionary) {
  return VersionCompiler(std::move(version), dictionary).Compile();
}

std::shared_ptr<const CompiledVersion> CompileVersion(
    const SchemeVersion& version, const AttributeDictionary& dictionary) {
  return CompileVersion(std::make_shared<SchemeVersion>(version), dictionary);
}

}  // namespace sangam::matching
