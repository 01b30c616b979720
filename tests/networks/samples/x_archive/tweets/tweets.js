window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id_str": "1896300000000000001",
   "id": "1896300000000000001",
   "created_at": "Mon Mar 02 08:15:30 +0000 2026",
   "full_text": "Fresh sourdough &amp; rye #bread https://t.co/abc",
   "lang": "en",
   "favorite_count": "31",
   "retweet_count": "5",
   "entities": {
    "hashtags": [
     {
      "text": "bread",
      "indices": [
       "16",
       "22"
      ]
     }
    ],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/abc",
      "expanded_url": "https://example.org/bread"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "1896300000000000002",
   "created_at": "Tue Mar 03 19:05:01 +0000 2026",
   "full_text": "@quay_cat at seven",
   "lang": "en",
   "in_reply_to_status_id_str": "1896200000000000009",
   "favorite_count": "1",
   "retweet_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [
     {
      "screen_name": "quay_cat"
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id_str": "1896300000000000003",
   "created_at": "Tue Mar 03 20:00:00 +0000 2026",
   "full_text": "RT @harbour_news: The quay is open again",
   "lang": "en",
   "favorite_count": "0",
   "retweet_count": "12",
   "entities": {
    "hashtags": [],
    "user_mentions": [
     {
      "screen_name": "harbour_news"
     }
    ],
    "urls": []
   }
  }
 }
]