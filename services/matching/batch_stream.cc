#include "services/matching/batch_stream.h"

#include <string>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "google/rpc/status.pb.h"
#include "services/matching/engine/known_names.h"
#include "services/matching/match_errors.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

using v1::BatchMatchSchemesResponse;

// Whether an error says nothing of the subject: it ends the whole answer.
bool EndsTheAnswer(const absl::Status& status) {
  return absl::IsCancelled(status) || absl::IsDeadlineExceeded(status);
}

void SetError(const absl::Status& status, v1::SubjectResult* result) {
  google::rpc::Status* error = result->mutable_error();
  // gRPC's form of a status holds a google.rpc.Status.
  if (!error->ParseFromString(ToGrpcStatus(status).error_details())) {
    error->set_code(static_cast<int>(status.code()));
  }
}

}  // namespace

absl::StatusOr<absl::optional<BatchMatchSchemesResponse>> BatchStream::Next(
    const CallContext& call) {
  BatchMatchSchemesResponse message;
  if (!begun_) {
    SANGAM_RETURN_IF_ERROR(Begin(call, &message));
  } else if (next_ == request_.subjects_size()) {
    return EndOfStream();
  }
  std::unique_ptr<PastAnswerLimit::Permit> permit;
  if (begun_->question.states.NamesPast()) {
    auto entered = reader_.EnterPast(call);
    // Others have their turn; what is in the first message can wait with it.
    if (!entered.ok() && !absl::IsResourceExhausted(entered.status())) {
      return entered.status();
    }
    if (!entered.ok()) {
      if (!message.has_basis()) return absl::optional<Message>();
      return absl::optional<Message>(std::move(message));
    }
    permit = *std::move(entered);
  }
  SANGAM_RETURN_IF_ERROR(AddResults(call, &message));
  return absl::optional<Message>(std::move(message));
}

absl::Status BatchStream::Begin(const CallContext& call,
                                BatchMatchSchemesResponse* first) {
  Begun begun;
  SANGAM_ASSIGN_OR_RETURN(begun.question, ReadBatchRequest(request_, today_));
  SANGAM_ASSIGN_OR_RETURN(begun.basis,
                          reader_.Read({}, begun.question.states, call));
  KnownNames names(begun.basis.catalog.snapshot.get());
  names.CheckSchemes(request_.schemes());
  SANGAM_RETURN_IF_ERROR(names.ToStatus());
  // A slow reader must not keep others from the past.
  begun.basis.permit.reset();
  begun.matcher = std::make_unique<const BatchMatcher>(
      *begun.basis.catalog.tables, begun.basis.catalog.index.get(),
      begun.question.query, begun.question.detail);
  begun.matcher->Begin(first);
  first->mutable_basis()->set_token(begun.basis.token());
  first->mutable_basis()->set_request_digest(RequestDigest(request_));
  begun_ = std::move(begun);
  return absl::OkStatus();
}

absl::Status BatchStream::AddResults(const CallContext& call,
                                     BatchMatchSchemesResponse* message) {
  const absl::Time end = clock_.Now() + kLongestStep;
  size_t bytes = 0;
  while (next_ < request_.subjects_size() &&
         message->results_size() < kMostResults && bytes < kMostBytes) {
    if (call.cancelled()) return DeadlineExceededError();
    v1::SubjectResult* result = message->add_results();
    absl::Status answered =
        Answer(request_.subjects(next_), next_, call, result);
    if (EndsTheAnswer(answered)) return answered;
    // What it has of this subject may be cut short.
    if (call.cancelled()) return DeadlineExceededError();
    if (!answered.ok()) {
      result->Clear();
      SetError(answered, result);
      result->set_subject(request_.subjects(next_).name());
    }
    result->set_index(next_);
    bytes += result->ByteSizeLong();
    ++next_;
    if (clock_.Now() >= end) break;
  }
  return absl::OkStatus();
}

absl::Status BatchStream::Answer(const v1::TrialSubject& subject, int index,
                                 const CallContext& call,
                                 v1::SubjectResult* result) {
  const std::string prefix = absl::StrCat("subjects[", index, "].");
  const AskedSubject asked = SubjectOf(subject, prefix);
  SANGAM_RETURN_IF_ERROR(CheckBatchSubject(subject, asked));
  const Begun& begun = *begun_;
  if (asked.profile != nullptr && !begun.question.states.registry) {
    const CheckedPlaces& places = *begun.basis.subject.places;
    PlaceChain chain;
    if (asked.profile->has_place()) {
      auto found = places.ChainOf(asked.profile->place());
      if (!found) {
        return PlaceUnknownError(absl::StrCat(prefix, "profile.place"),
                                 asked.profile->place());
      }
      chain = *std::move(found);
    }
    begun.matcher->Fill(*asked.profile, chain, places, call.cancelled, result);
    return places.status();
  }
  SANGAM_ASSIGN_OR_RETURN(
      const FoundSubject found,
      reader_.ReadBeside(begun.basis, asked, begun.question.states, call,
                         &patience_));
  begun.matcher->Fill(found.subject.profile, found.subject.place_chain,
                      *found.places, call.cancelled, result);
  result->set_subject(found.subject.name);
  return found.places->status();
}

}  // namespace sangam::matching
