#include "services/matching/federation/federation_scan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/subjects/subject_kinds.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/identity_number.h"
#include "common/validation/list_size.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/matching/columns/column_key.h"
#include "services/matching/coverage/asked_versions.h"
#include "services/matching/federation/hypothetical_body.h"
#include "services/matching/feeds/side_facts.h"

namespace sangam::matching {
namespace {

using type::v1::SubjectKind;

constexpr int kMostKinds = 20;
constexpr int kMostFormations = 10;
constexpr int kMostRules = 100;
constexpr int kMostChildren = 1000;
// So many assessments are sent in one message, ...
constexpr int kAssessmentsInMessage = 200;
// ... and so many are made in one step.
constexpr int kAssessmentsInStep = 16;

std::string QuestionDigest(v1::AssessFederationsRequest request) {
  request.clear_min_token();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

bool IsFederation(SubjectKind kind) {
  return kind == type::v1::SUBJECT_KIND_VO ||
         kind == type::v1::SUBJECT_KIND_CLF ||
         kind == type::v1::SUBJECT_KIND_BLF;
}

// Adds a fault for each element of a list that came before.
template <typename Element>
class Once {
 public:
  explicit Once(Violations& violations) : violations_(violations) {}

  void Check(absl::string_view field, const Element& element) {
    if (!seen_.insert(element).second) {
      violations_.Add(field, "is listed twice");
    }
  }

 private:
  Violations& violations_;
  std::set<Element> seen_;
};

}  // namespace

absl::Status FederationScan::CheckRequest() {
  Violations violations;
  CheckOptionalName(violations, "place", request_.place(), {"places"});
  if (CheckListSize(violations, "kinds", request_.kinds_size(), kMostKinds)) {
    Once<int> once(violations);
    for (int i = 0; i < request_.kinds_size(); ++i) {
      const std::string field = absl::StrCat("kinds[", i, "]");
      CheckRequiredEnum(violations, field, request_.kinds(i));
      once.Check(field, request_.kinds(i));
    }
  }
  if (CheckListSize(violations, "formations", request_.formations_size(),
                    kMostFormations)) {
    Once<std::pair<int, int>> once(violations);
    for (int i = 0; i < request_.formations_size(); ++i) {
      const v1::FormationQuestion& formation = request_.formations(i);
      const std::string field = absl::StrCat("formations[", i, "]");
      if (!IsFederation(formation.kind())) {
        violations.Add(absl::StrCat(field, ".kind"),
                       "must be a VO, a CLF or a BLF");
      }
      CheckRequiredEnum(violations, absl::StrCat(field, ".place_kind"),
                        formation.place_kind());
      once.Check(field, {formation.kind(), formation.place_kind()});
    }
  }
  if (request_.has_as_of()) {
    basis_.as_of =
        CheckDate(violations, "as_of", request_.as_of()).value_or(basis_.as_of);
  }
  CheckLanguageTag(violations, "language_code", request_.language_code());
  if (CheckListSize(violations, "readiness_rules",
                    request_.readiness_rules_size(), kMostRules)) {
    Once<std::string> once(violations);
    for (int i = 0; i < request_.readiness_rules_size(); ++i) {
      const std::string field = absl::StrCat("readiness_rules[", i, "]");
      CheckRequiredName(violations, field, request_.readiness_rules(i),
                        {"readinessRules"});
      once.Check(field, request_.readiness_rules(i));
    }
  }
  if (CheckListSize(violations, "readiness", request_.readiness_size(),
                    kMostKinds)) {
    Once<int> once(violations);
    for (int i = 0; i < request_.readiness_size(); ++i) {
      const std::string field = absl::StrCat("readiness[", i, "]");
      CheckRequiredEnum(violations, field, request_.readiness(i));
      once.Check(field, request_.readiness(i));
    }
  }
  if (request_.children() < 0) {
    violations.Add("children", "must not be negative");
  }
  if (!request_.place().empty() &&
      !basis_.subjects.places->ChainOf(request_.place())) {
    violations.Add("place", "is not a place of the registry");
  }
  return violations.ToStatus();
}

absl::Status FederationScan::Begin(const CallContext& call,
                                   v1::AssessFederationsResponse* response) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  SANGAM_RETURN_IF_ERROR(CheckRequest());
  digest_ = QuestionDigest(request_);
  const SharedCatalog& catalog = basis_.catalog.snapshot;
  query_.as_of = basis_.as_of;
  query_.language_code = request_.language_code();
  SANGAM_ASSIGN_OR_RETURN(
      query_.rules,
      FindReadinessRules(*basis_.catalog.readiness, request_.readiness_rules(),
                         basis_.as_of));
  query_.most_children = std::min(request_.children(), kMostChildren);
  query_.in_full = false;
  for (const auto& rule : query_.rules) {
    *response->add_readiness_rules() = *rule->source;
  }
  v1::Cohort cohort;
  cohort.set_place(request_.place());
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion within,
      CompileCohort(catalog, cohort, *basis_.subjects.places));
  scan_.emplace(&basis_, std::vector<SharedVersion>(), std::move(within));
  return absl::OkStatus();
}

absl::StatusOr<bool> FederationScan::Step(
    v1::AssessFederationsResponse* response) {
  if (!found_) {
    if (scan_->Next()) {
      FindBodies();
      return true;
    }
    found_ = true;
    next_formation_ = formations_.begin();
    if (query_.most_children == 0) names_.clear();
    return true;
  }
  if (!names_.empty() &&
      next_named_block_ < basis_.subjects.columns->block_count()) {
    FindNames(next_named_block_++);
    return true;
  }
  for (int i = 0; i < kAssessmentsInStep; ++i) {
    if (next_body_ < bodies_.size()) {
      AssessNext(response);
    } else if (next_formation_ != formations_.end()) {
      FoundNext(response);
    } else {
      return false;
    }
  }
  return true;
}

void FederationScan::FindBodies() {
  const SubjectBlock& block = scan_->block();
  const TextTable& texts = basis_.subjects.columns->texts();
  const PackedColumn* member_of = MemberOf(block);
  ForEachRow(scan_->asked(), [&](uint32_t row) {
    const SubjectKind kind = block.KindOf(row);
    const bool asked =
        request_.kinds().empty()
            ? IsFederation(kind)
            : std::find(request_.kinds().begin(), request_.kinds().end(),
                        kind) != request_.kinds().end();
    if (asked) {
      bodies_.push_back({scan_->block_index(), row});
      // Nobody belongs to a body whose name is no text.
      const auto number = texts.FindText(block.NameOf(row));
      if (number) names_[*number];
    }
    int64_t parent = 0;
    if (member_of != nullptr && member_of->Get(row, &parent)) return;
    for (const v1::FormationQuestion& formation : request_.formations()) {
      if (!CanBelongTo(kind, formation.kind())) continue;
      const auto chain =
          basis_.subjects.places->ChainOf(block.PlaceOf(row, texts));
      if (!chain) continue;
      const absl::string_view place = chain->OfKind(formation.place_kind());
      if (place.empty()) continue;
      formations_[{std::string(place), formation.kind()}].push_back(
          {scan_->block_index(), row});
    }
  });
}

void FederationScan::FindNames(size_t index) {
  const SubjectBlock& block = basis_.subjects.columns->block(index);
  const PackedColumn* member_of = MemberOf(block);
  if (member_of == nullptr) return;
  std::vector<RowValue> parents;
  member_of->AppendTo(&parents);
  std::vector<std::string> names;
  for (const RowValue& parent : parents) {
    const auto asked = names_.find(static_cast<uint32_t>(parent.value));
    if (asked == names_.end()) continue;
    if (names.empty()) names = block.names().All();
    asked->second.push_back(names[parent.row]);
  }
}

const PackedColumn* FederationScan::MemberOf(const SubjectBlock& block) const {
  const auto name =
      basis_.subjects.columns->texts().FindText(kMemberOfSideFact);
  return name ? block.rows().Find(
                    ExtraKey(*name, type::v1::AttributeValue::kText))
              : nullptr;
}

AssessedBody FederationScan::BodyAt(const Row& row) const {
  const ColumnsView& columns = *basis_.subjects.columns;
  const SubjectBlock& block = columns.block(row.block);
  AssessedBody body;
  body.subject.name = block.NameOf(row.row);
  body.subject.profile = block.ProfileOf(row.row, columns.texts());
  SideFacts facts = TakeSideFacts(&body.subject.profile);
  body.member_of = std::move(facts.member_of);
  body.judgements = std::move(facts.judgements);
  auto chain = basis_.subjects.places->ChainOf(body.subject.profile.place());
  if (chain) body.subject.place_chain = *std::move(chain);
  return body;
}

void FederationScan::AssessNext(v1::AssessFederationsResponse* response) {
  AssessedBody body = BodyAt(bodies_[next_body_++]);
  const auto number =
      basis_.subjects.columns->texts().FindText(body.subject.name);
  const auto names = number ? names_.find(*number) : names_.end();
  // Both are in the order of names; a profile may hold only the first of very
  // many.
  if (names != names_.end()) body.child_names = names->second;
  Tell(AssessBody(*basis_.catalog.snapshot, std::move(body),
                  *basis_.subjects.places, query_),
       response);
}

void FederationScan::FoundNext(v1::AssessFederationsResponse* response) {
  const auto& [where, rows] = *next_formation_++;
  std::vector<AssessedBody> members;
  members.reserve(rows.size());
  for (const Row& row : rows) members.push_back(BodyAt(row));
  AssessedBody body = HypotheticalBody(
      static_cast<SubjectKind>(where.second),
      basis_.subjects.places->ChainOf(where.first).value_or(PlaceChain()),
      members);
  v1::FederationAssessment assessment =
      AssessBody(*basis_.catalog.snapshot, std::move(body),
                 *basis_.subjects.places, query_);
  assessment.set_hypothetical(true);
  Tell(std::move(assessment), response);
}

void FederationScan::Tell(v1::FederationAssessment assessment,
                          v1::AssessFederationsResponse* response) {
  ++assessed_;
  const auto is_asked = [this](const v1::RuleAssessment& rule) {
    return request_.readiness().empty() ||
           std::find(request_.readiness().begin(), request_.readiness().end(),
                     rule.readiness()) != request_.readiness().end();
  };
  bool told = request_.readiness().empty();
  for (const v1::RuleAssessment& rule : assessment.rules()) {
    v1::ReadinessCount& count =
        counts_[{rule.readiness_rule(), !assessment.hypothetical()}];
    switch (rule.readiness()) {
      case v1::READINESS_READY:
        count.set_ready(count.ready() + 1);
        break;
      case v1::READINESS_NEEDS_JUDGEMENT:
        count.set_needs_judgement(count.needs_judgement() + 1);
        break;
      case v1::READINESS_NEEDS_INFORMATION:
        count.set_needs_information(count.needs_information() + 1);
        break;
      default:
        count.set_not_ready(count.not_ready() + 1);
        if (rule.children_short() == 1) {
          count.set_one_child_short(count.one_child_short() + 1);
        }
    }
    told = told || is_asked(rule);
  }
  if (told) *response->add_assessments() = std::move(assessment);
}

bool FederationScan::IsFull(
    const v1::AssessFederationsResponse& response) const {
  return response.assessments_size() >= kAssessmentsInMessage;
}

void FederationScan::End(v1::AssessFederationsResponse* response) {
  for (const auto& [key, count] : counts_) {
    v1::ReadinessCount& told = *response->add_counts();
    told = count;
    told.set_readiness_rule(key.first);
    told.set_recorded(key.second);
  }
  *response->mutable_basis() = basis_.ToProto(digest_);
}

void FederationScan::SetProgress(
    v1::AssessFederationsResponse* response) const {
  v1::Progress& progress = *response->mutable_progress();
  progress = scan_->progress();
  const auto bodies = static_cast<int64_t>(bodies_.size() + formations_.size());
  progress.set_scanned(progress.scanned() + assessed_);
  progress.set_total(progress.total() + bodies);
}

}  // namespace sangam::matching
