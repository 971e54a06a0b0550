// The answers of BatchMatchSchemes, one message after the other.
#ifndef SANGAM_SERVICES_MATCHING_BATCH_STREAM_H_
#define SANGAM_SERVICES_MATCHING_BATCH_STREAM_H_

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/clock/clock.h"
#include "common/server/stream.h"
#include "sangam/matching/v1/batch.pb.h"
#include "services/matching/answer_basis.h"
#include "services/matching/batch_request.h"
#include "services/matching/engine/batch_matcher.h"
#include "services/matching/lookup/owner_patience.h"

namespace sangam::matching {

// Reads the basis with the first message and answers every subject from it. A
// message holds at most kMostResults, and ends once it holds kMostBytes or took
// kLongestStep; no more than one is held, however slowly it is read. While the
// registry is silent, subjects that have to be asked of it get its error; see
// OwnerPatience.
class BatchStream : public StreamSource<v1::BatchMatchSchemesResponse> {
 public:
  static constexpr int kMostResults = 256;
  static constexpr size_t kMostBytes = 256 * 1024;
  static constexpr absl::Duration kLongestStep = absl::Milliseconds(20);

  // All of it outlives the stream. `today` is the date of the law where the
  // request names none.
  BatchStream(const AnswerBasisReader* reader, const Clock* clock,
              const v1::BatchMatchSchemesRequest* request, absl::CivilDay today)
      : reader_(*reader),
        clock_(*clock),
        request_(*request),
        today_(today),
        patience_(clock) {}

  void OnStart(std::function<void()>) override {}
  absl::StatusOr<absl::optional<v1::BatchMatchSchemesResponse>> Next(
      const CallContext& call) override;

 private:
  // What is known once the basis is read.
  struct Begun {
    BatchQuestion question;
    AnswerBasis basis;
    std::unique_ptr<const BatchMatcher> matcher;
  };

  absl::Status Begin(const CallContext& call,
                     v1::BatchMatchSchemesResponse* first);
  // Adds results until the message is full or there are no more.
  absl::Status AddResults(const CallContext& call,
                          v1::BatchMatchSchemesResponse* message);
  absl::Status Answer(const v1::TrialSubject& subject, int index,
                      const CallContext& call, v1::SubjectResult* result);

  const AnswerBasisReader& reader_;
  const Clock& clock_;
  const v1::BatchMatchSchemesRequest& request_;
  const absl::CivilDay today_;
  absl::optional<Begun> begun_;
  int next_ = 0;
  // A registry that hangs must not cost its time limit for each subject.
  OwnerPatience patience_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_BATCH_STREAM_H_
