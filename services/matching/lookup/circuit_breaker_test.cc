#include "services/matching/lookup/circuit_breaker.h"

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

TEST(CircuitBreakerTest, OpensAfterFailuresInARowAndClosesByAProbe) {
  CircuitBreaker breaker(3);
  EXPECT_FALSE(breaker.RecordFailure());
  EXPECT_FALSE(breaker.RecordFailure());
  EXPECT_TRUE(breaker.IsClosed());
  EXPECT_TRUE(breaker.RecordFailure());
  EXPECT_FALSE(breaker.IsClosed());
  EXPECT_FALSE(breaker.RecordFailure()) << "it is open already";
  breaker.Close();
  EXPECT_TRUE(breaker.IsClosed());
  EXPECT_FALSE(breaker.RecordFailure()) << "it counts anew";
}

TEST(CircuitBreakerTest, ASuccessBetweenStartsTheCountAgain) {
  CircuitBreaker breaker(2);
  breaker.RecordFailure();
  breaker.RecordSuccess();
  EXPECT_FALSE(breaker.RecordFailure());
  EXPECT_TRUE(breaker.IsClosed());
}

TEST(CircuitBreakerTest, ALateSuccessDoesNotCloseIt) {
  CircuitBreaker breaker(1);
  EXPECT_TRUE(breaker.RecordFailure());
  breaker.RecordSuccess();
  EXPECT_FALSE(breaker.IsClosed());
}

}  // namespace
}  // namespace sangam::matching
