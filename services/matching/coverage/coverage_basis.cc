#include "services/matching/coverage/coverage_basis.h"

#include <algorithm>

#include "common/changelog/token.h"
#include "common/clock/civil_date.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/coverage/kept_plans.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {
namespace {

// As for questions about one subject.
constexpr absl::Duration kLongestWait = absl::Seconds(2);

absl::Status Await(const Token& wanted, absl::string_view store,
                   absl::Time deadline, const CallContext& call,
                   Watermark& watermark) {
  if (!watermark.IsComplete()) return OwnerUnavailableError(store);
  const StorePosition* position = wanted.Find(store);
  if (position == nullptr) return absl::OkStatus();
  return watermark.WaitFor(*position, deadline, call.cancelled);
}

}  // namespace

v1::Basis CoverageBasis::ToProto(const std::string& request_digest) const {
  v1::Basis basis;
  *basis.mutable_as_of() = ToDate(as_of);
  Token token(catalog.position);
  token.Merge(Token(subjects.position));
  basis.set_token(token.Encode());
  basis.set_engine_version(kEngineVersion);
  basis.set_request_digest(request_digest);
  return basis;
}

CoverageBasisReader::CoverageBasisReader(const Parts& parts)
    : parts_(parts), plans_(std::make_unique<KeptPlans>()) {}
CoverageBasisReader::~CoverageBasisReader() = default;

absl::StatusOr<CoverageBasis> CoverageBasisReader::Read(
    const std::string& min_token, const CallContext& call) const {
  SANGAM_ASSIGN_OR_RETURN(const Token wanted,
                          Token::Parse(min_token, "min_token"));
  CoverageBasis basis;
  const absl::Time deadline =
      std::min(call.deadline, parts_.clock->Now() + kLongestWait);
  SANGAM_RETURN_IF_ERROR(
      Await(wanted, kCatalogStore, deadline, call, *parts_.catalog_watermark));
  SANGAM_RETURN_IF_ERROR(Await(wanted, kRegistryStore, deadline, call,
                               *parts_.subjects_watermark));
  basis.catalog = parts_.catalog->Read();
  basis.subjects = parts_.subjects->Read();
  basis.as_of = IndiaDay(parts_.clock->Now());
  basis.clock = parts_.clock;
  basis.turns = parts_.turns;
  basis.cancelled = call.cancelled;
  return basis;
}

absl::StatusOr<std::string> CoverageBasisReader::SurvivorOf(
    const std::string& name, const CallContext& call) const {
  if (parts_.profiles == nullptr) return NotFoundError(name);
  ProfileQuery query;
  query.subject = name;
  LookupBudget budget;
  SANGAM_ASSIGN_OR_RETURN(const SubjectProfilePtr profile,
                          parts_.profiles->Get(query, call, budget));
  return profile->subject();
}

}  // namespace sangam::matching
